using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Benchmarks;

/// <summary>Times the kernels against the plain loops that define them, in alternation, where rows or the first layer are special.</summary>
internal static class PlainRunner
{
    private const int Copies = 8;
    private const int Images = 1437;

    // Untimed rounds, in which the plain loops reach their optimised code.
    private const int WarmUp = 20;
    private static readonly StreamIndices Indices = StreamIndices.Replicate(1, 0);
    private static readonly Protocol Protocol = EngineCase.Sgd with { Epochs = 2 };

    /// <summary>Measures, and prints the ratios of medians.</summary>
    /// <param name="rounds">How often each of both is run.</param>
    public static void Run(int rounds)
    {
        var (matrix, labels) = EngineCase.Draw(Images * Copies, 64);
        int[] images = [.. Enumerable.Range(0, Images)];
        int[] Fresh(int epoch) => [.. images.Select(image => (image * Copies) + ((image + epoch) % Copies))];
        var table = new MarkdownTable("case", "kernel s", "plain loop s", "plain / kernel");
        Measure("fixed biases", 1, static rows => new(rows), static (network, protocol) => new ReferenceSteps(network, protocol), _ => images);
        Measure("fresh augmentation", 0, _ => new(Fresh), static (network, protocol) => new ReferenceSteps(network, protocol), Fresh);
        Measure(
            "shared over a group of 8", 0, static rows => new(rows, Copies), static (network, protocol) => new SharedSteps(network, protocol, Copies),
            _ => images);
        table.Print();

        void Measure(
            string name, float biasScale, Func<int[], TrainingRows> rows, Func<Network, Protocol, ReferenceSteps> steps, Func<int, int[]> rowsOf)
        {
            var shape = new Architecture(64, new Widths(10, 5), 10, biasScale == 0, Activation.Tanh);
            var (kernel, plain) = (new double[rounds], new double[rounds]);
            for (var round = -WarmUp; round < rounds; round++)
            {
                var begin = ThreadClock.Seconds;
                Training.RunFrom(Initial(), Protocol, Indices, matrix, rows(images), labels);
                var middle = ThreadClock.Seconds;
                ReferenceTraining.Run(steps(Initial(), Protocol), Indices, matrix, labels, rowsOf);
                if (round >= 0)
                {
                    (kernel[round], plain[round]) = (middle - begin, ThreadClock.Seconds - middle);
                }
            }

            var (fast, slow) = (EngineRunner.Median(kernel), EngineRunner.Median(plain));
            table.Add(name, $"{fast:F5}", $"{slow:F5}", $"{slow / fast:F1}");

            Network Initial() => ReferenceTraining.Initial(shape, Initialisation.Glorot, biasScale, Indices);
        }
    }
}
