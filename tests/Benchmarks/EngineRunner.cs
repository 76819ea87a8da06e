using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Benchmarks;

/// <summary>Times whole trainings and the peak of multiply-adds in alternation, so that a slow moment slows both.</summary>
internal static class EngineRunner
{
    /// <summary>The cases of the table, in its order.</summary>
    public static IReadOnlyList<EngineCase> Cases()
    {
        var digits = Drawn(8985, 64);
        var adam = EngineCase.Sgd with { Optimizer = OptimizerKind.Adam, LearningRate = 0.001f };
        return
        [
            new("sgd, batch 32", digits, 7188, EngineCase.Sgd, 10, 5),
            new("sgd, momentum 0.9", digits, 7188, EngineCase.Sgd with { Momentum = 0.9f }, 10, 5),
            new("sgd, batch 200", digits, 7188, EngineCase.Sgd with { Batch = 200 }, 10, 5),
            new("nesterov 0.9", digits, 7188, EngineCase.Sgd with { Optimizer = OptimizerKind.Nesterov, Momentum = 0.9f }, 10, 5),
            new("adam, batch 32", digits, 7188, adam, 10, 5),
            new("adam, batch 200", digits, 7188, adam with { Batch = 200 }, 10, 5),
            new("hidden [64, 64]", digits, 7188, EngineCase.Sgd with { Epochs = 5 }, 64, 64),
            new("no hidden layer", digits, 7188, EngineCase.Sgd),
            new("batch 1", digits, 7188, EngineCase.Sgd with { Batch = 1, Epochs = 3 }, 10, 5),
            new("quadratic, 2,080 inputs", Drawn(7188, 2080), 7188, EngineCase.Sgd with { Epochs = 1 }, 10, 5),
            new("784-128-10, batch 64", Drawn(48_000, 784), 48_000, EngineCase.Sgd with { Batch = 64, Epochs = 1 }, 128),
        ];
    }

    /// <summary>Measures and prints the table.</summary>
    /// <param name="rounds">How often each case is run.</param>
    /// <param name="name">Only cases whose name contains this.</param>
    /// <param name="peer">Another build of this program, which takes turns with this one; null for none.</param>
    public static void Run(int rounds, string name, string? peer)
    {
        var cases = Cases().Where(one => one.Name.Contains(name, StringComparison.Ordinal)).ToArray();
        var others = peer is null ? null : new OtherBuild(peer).Cases();
        var theirs = cases.Select(one => others?.GetValueOrDefault(one.Name)).ToArray();
        var seconds = cases.Select(_ => new double[rounds]).ToArray();
        var theirSeconds = cases.Select(_ => new double[rounds]).ToArray();
        var peaks = new double[cases.Length * rounds];
        for (var c = 0; c < cases.Length; c++)
        {
            cases[c].Run();
            theirs[c]?.Invoke();
        }

        FmaPeak.Measure();
        for (var round = 0; round < rounds; round++)
        {
            for (var c = 0; c < cases.Length; c++)
            {
                // Once untimed, so that no case pays for the caches that the one before it has left: a sweep's trials follow their own kind.
                cases[c].Run();
                seconds[c][round] = cases[c].Run();
                if (theirs[c] is { } run)
                {
                    run();
                    theirSeconds[c][round] = run();
                }

                peaks[(round * cases.Length) + c] = FmaPeak.Measure();
            }
        }

        var peak = Median(peaks);
        Console.WriteLine($"FMA peak of one core: {peak:F1} GFLOP/s (median of {peaks.Length}, {peaks.Min():F1}-{peaks.Max():F1}).");
        var table = new MarkdownTable(
            ["case", "median s", "min-max", "GFLOP/s", "% of peak", .. others is null ? (string[])[] : ["earlier s", "earlier / ours"]]);
        for (var c = 0; c < cases.Length; c++)
        {
            var median = Median(seconds[c]);
            var rate = cases[c].Flops / median / 1e9;
            var (theirMedian, ratio) = theirs[c] is null ? ("", "") : ($"{Median(theirSeconds[c]):F5}", $"{Median(theirSeconds[c]) / median:F2}");
            table.Add(
            [
                cases[c].Name, $"{median:F5}", $"{seconds[c].Min():F5}-{seconds[c].Max():F5}", $"{rate:F1}", $"{100 * rate / peak:F1}",
                .. others is null ? (string[])[] : [theirMedian, ratio],
            ]);
        }

        table.Print();
    }

    internal static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
    private static Lazy<(FeatureMatrix Features, byte[] Labels)> Drawn(int rows, int columns) => new(() => EngineCase.Draw(rows, columns));
}
