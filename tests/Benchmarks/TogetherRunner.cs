using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Benchmarks;

/// <summary>Times trials that run together against the same trials alone: a grid of learning rates and momenta over one feature map.</summary>
internal static class TogetherRunner
{
    private static readonly int[] Counts = [2, 4, 8, 12, 16];

    private static readonly (string Name, MlpSettings Settings)[] Cases =
    [
        ("sgd, batch 32", MlpSettings.Default),
        ("sgd, batch 200", MlpSettings.Default with { Batch = 200 }),
        ("adam, batch 32", MlpSettings.Default with { Optimizer = OptimizerKind.Adam }),
        ("hidden [64, 64]", MlpSettings.Default with { Hidden = new Widths(64, 64), Epochs = 10 }),
        ("quadratic, 2,080 inputs", MlpSettings.Default with { Features = FeatureMaps.Quadratic, Epochs = 2 }),
    ];

    /// <summary>Measures and prints the table.</summary>
    /// <param name="rounds">How often each number of trials runs, alone and together in turn.</param>
    /// <param name="name">Only cases whose name contains this.</param>
    public static void Run(int rounds, string name)
    {
        Console.WriteLine($"{"case",-26} {"trials",6} {"ms alone",9} {"ms together",12} {"alone/together",15}");
        foreach (var (one, settings) in Cases.Where(one => one.Name.Contains(name, StringComparison.Ordinal)))
        {
            var resources = new TrialResources(new FeatureStore());
            foreach (var count in Counts)
            {
                var alone = new double[rounds];
                var together = new double[rounds];
                for (var round = -1; round < rounds; round++)
                {
                    var trials = Trials(settings, count, StreamIndices.Replicate(1, (uint)(round + 1)));
                    var a = Seconds(() => trials.Select(trial => (TrialResult?)trial.Spec.Run(resources)).ToArray(), out var expected);
                    var b = Seconds(() => TrialSpec.RunTogether(trials, resources), out var results);
                    if (!results.SequenceEqual(expected))
                    {
                        throw new InvalidOperationException($"{one}: the results of {count} trials together differ from those alone.");
                    }

                    if (round >= 0)
                    {
                        (alone[round], together[round]) = (1000 * a / count, 1000 * b / count);
                    }
                }

                var (each, all) = (EngineRunner.Median(alone), EngineRunner.Median(together));
                Console.WriteLine($"{one,-26} {count,6} {each,9:F3} {all,12:F3} {each / all,15:F3}");
            }
        }
    }

    private static double Seconds(Func<IReadOnlyList<TrialResult?>> run, out IReadOnlyList<TrialResult?> results)
    {
        var clock = ThreadClock.Seconds;
        results = run();
        return ThreadClock.Seconds - clock;
    }

    // Learning rates in turn with momenta 0, 0.5 and 0.9.
    private static TrialCall[] Trials(MlpSettings settings, int count, StreamIndices indices) =>
    [
        .. Enumerable.Range(0, count).Select(i => new TrialCall(
            new TrialSpec(
                ExperimentRegister.Default,
                settings with { LearningRate = 0.002f * (1 + (i / 3)), Momentum = (i % 3) switch { 0 => 0, 1 => 0.5f, _ => 0.9f } },
                indices),
            CancellationToken.None)),
    ];
}
