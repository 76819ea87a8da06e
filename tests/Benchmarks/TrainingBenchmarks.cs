using BenchmarkDotNet.Attributes;

namespace Symmetry.Benchmarks;

/// <summary>Whole trainings, the same cases as in the runner's table.</summary>
public class TrainingBenchmarks
{
    private EngineCase[] cases = [];

    [ParamsSource(nameof(Names))]
    public string Case { get; set; } = "";

    public static IEnumerable<string> Names => EngineRunner.Cases().Select(static engineCase => engineCase.Name);

    [GlobalSetup]
    public void Setup() => cases = [.. EngineRunner.Cases().Where(engineCase => engineCase.Name == Case)];

    [Benchmark]
    public double Train() => cases[0].Run();
}
