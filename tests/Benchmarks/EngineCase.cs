using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Benchmarks;

/// <summary>One training that is timed. Features are drawn: speed does not depend on what they mean.</summary>
internal sealed class EngineCase
{
    /// <summary>How the reference job trains.</summary>
    public static readonly Protocol Sgd =
        new(OptimizerKind.Sgd, 0.01f, 0, 32, 30, 0, Loss.CrossEntropy, Initialisation.Glorot);

    private readonly Lazy<(FeatureMatrix Features, byte[] Labels)> data;
    private readonly Protocol protocol;
    private readonly int[] rows;
    private readonly Widths hidden;
    private uint replicate;

    /// <summary>A training on the first rows of some data, which is made when the case runs first.</summary>
    public EngineCase(string name, Lazy<(FeatureMatrix Features, byte[] Labels)> data, int rows, Protocol protocol, params int[] hidden)
    {
        Name = name;
        this.data = data;
        this.rows = [.. Enumerable.Range(0, rows)];
        this.protocol = protocol;
        this.hidden = new Widths(hidden);
    }

    public string Name { get; }

    /// <summary>
    /// The operations that one training needs: two a weight and row forward, two for its gradient, and two for the delta of the
    /// layer below, which layer 1 has not. Nothing else counts.
    /// </summary>
    public double Flops
    {
        get
        {
            var architecture = Architecture;
            var aRow = 0.0;
            for (var layer = 0; layer < architecture.Layers; layer++)
            {
                aRow += (layer == 0 ? 4.0 : 6.0) * architecture.InputsOf(layer) * architecture.OutputsOf(layer);
            }

            return aRow * rows.Length * protocol.Epochs;
        }
    }

    private Architecture Architecture => new(data.Value.Features.Columns, hidden, 10, true, Activation.Tanh);

    public static (FeatureMatrix Features, byte[] Labels) Draw(int rows, int columns)
    {
        var matrix = new FeatureMatrix(rows, columns);
        var classes = new byte[rows];
        var stream = new RandomStream(1, Purpose.Split, 0);
        for (var row = 0; row < rows; row++)
        {
            classes[row] = (byte)stream.Below(10);
            foreach (ref var x in matrix.MutableRow(row))
            {
                x = (2 * stream.NextFloat()) - 1;
            }
        }

        return (matrix, classes);
    }

    /// <summary>The same case for another thread, on the same features.</summary>
    public EngineCase Again() => new(Name, data, rows.Length, protocol, [.. hidden.Values]);

    /// <summary>Trains once with fresh draws.</summary>
    /// <returns>Seconds of processor time.</returns>
    public double Run()
    {
        _ = data.Value;
        var clock = ThreadClock.Seconds;
        var network = Train();
        var seconds = ThreadClock.Seconds - clock;
        return network.IsFinite ? seconds : throw new InvalidOperationException($"{Name} diverged.");
    }

    /// <summary>Trains once.</summary>
    /// <returns>The accuracy on the rows that are not trained on.</returns>
    public double TrainAndTest()
    {
        var (features, labels) = data.Value;
        int[] test = [.. Enumerable.Range(rows.Length, features.Rows - rows.Length)];
        return Train().CountCorrect(features, test, labels) / (double)test.Length;
    }

    private Network Train() =>
        Training.Run(Architecture, protocol, StreamIndices.Replicate(1, replicate++), data.Value.Features, rows, data.Value.Labels);
}
