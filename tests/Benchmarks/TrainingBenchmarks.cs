using BenchmarkDotNet.Attributes;

namespace Symmetry.Benchmarks;

/// <summary>Whole trainings, as the runner's table has them.</summary>
public class TrainingBenchmarks
{
    private EngineCase[] cases = [];

    [ParamsSource(nameof(Names))]
    public string Case { get; set; } = "";

    public static IEnumerable<string> Names => EngineRunner.Cases().Select(static one => one.Name);

    [GlobalSetup]
    public void Setup() => cases = [.. EngineRunner.Cases().Where(one => one.Name == Case)];

    [Benchmark]
    public double Train() => cases[0].Run();
}
