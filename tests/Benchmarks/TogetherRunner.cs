using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Benchmarks;

/// <summary>Times networks that are trained together against the same networks trained alone: a grid of learning rates and momenta.</summary>
internal static class TogetherRunner
{
    private static readonly int[] Counts = [1, 2, 4, 8, 12, 16];

    /// <summary>Measures and prints the table.</summary>
    /// <param name="rounds">How often each number of networks is run, alone and together in turn.</param>
    public static void Run(int rounds)
    {
        var (features, labels) = EngineCase.Draw(8985, 64);
        Console.WriteLine($"{"networks",-10} {"ms alone",10} {"ms together",12} {"alone/together",15}");
        foreach (var count in Counts)
        {
            var alone = new double[rounds];
            var together = new double[rounds];
            for (var round = -1; round < rounds; round++)
            {
                var a = Alone(features, labels, count, (uint)(round + 1));
                var b = Together(features, labels, count, (uint)(round + 1));
                if (round >= 0)
                {
                    (alone[round], together[round]) = (1000 * a / count, 1000 * b / count);
                }
            }

            var (one, many) = (EngineRunner.Median(alone), EngineRunner.Median(together));
            Console.WriteLine($"{count,-10} {one,10:F3} {many,12:F3} {one / many,15:F3}");
        }
    }

    private static double Alone(FeatureMatrix features, byte[] labels, int count, uint replicate)
    {
        var runs = Runs(count, replicate);
        var clock = ThreadClock.Seconds;
        foreach (var run in runs)
        {
            Training.RunTogether([run], StreamIndices.Replicate(1, replicate), features, Rows(), labels);
        }

        return ThreadClock.Seconds - clock;
    }

    private static double Together(FeatureMatrix features, byte[] labels, int count, uint replicate)
    {
        var runs = Runs(count, replicate);
        var clock = ThreadClock.Seconds;
        Training.RunTogether(runs, StreamIndices.Replicate(1, replicate), features, Rows(), labels);
        return ThreadClock.Seconds - clock;
    }

    private static TrainingRows Rows() => new([.. Enumerable.Range(0, PeerData.TrainingImages)]);

    // Learning rates from 0.01 on, in turn with momenta 0, 0.5 and 0.9.
    private static TrainingRun[] Runs(int count, uint replicate) =>
    [
        .. Enumerable.Range(0, count).Select(i => new TrainingRun(
            ReferenceTraining.Initial(
                new Architecture(64, new Widths([10, 5]), 10, true, Activation.Tanh), Initialisation.Glorot, 0, StreamIndices.Replicate(1, replicate)),
            EngineCase.Sgd with { LearningRate = 0.01f + (0.002f * (i / 3)), Momentum = (i % 3) switch { 0 => 0, 1 => 0.5f, _ => 0.9f } },
            null,
            CancellationToken.None)),
    ];
}
