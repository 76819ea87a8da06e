using Symmetry.Engine.Mlp;
using Symmetry.Engine.Mlp.Kernels;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

/// <summary>Small training jobs with drawn features and labels, for comparing implementations.</summary>
internal sealed record Job(Architecture Architecture, Protocol Protocol, FeatureMatrix Features, int[] Rows, byte[] Labels)
{
    public static readonly Protocol Plain =
        new(OptimizerKind.Sgd, 0.1f, 0.9f, 8, 2, 0, Loss.CrossEntropy, Initialisation.Glorot);

    public static Job Draw(Architecture architecture, Protocol protocol, int rows)
    {
        var features = new FeatureMatrix(rows + 3, architecture.Inputs);
        var labels = new byte[rows + 3];
        var stream = new RandomStream(5, Purpose.Split, (uint)rows, (uint)architecture.Inputs);
        for (var r = 0; r < features.Rows; r++)
        {
            labels[r] = (byte)stream.Below((uint)architecture.Outputs);
            foreach (ref var x in features.MutableRow(r))
            {
                x = (stream.NextFloat() * 2) - 1;
            }
        }

        return new Job(architecture, protocol, features, [.. Enumerable.Range(2, rows)], labels);
    }

    public static Job Draw(int inputs, int[] hidden, int outputs, bool bias, Activation activation, Protocol protocol, int rows) =>
        Draw(new Architecture(inputs, new Widths(hidden), outputs, bias, activation), protocol, rows);

    public StreamIndices Indices => StreamIndices.Replicate(3, 1);

    /// <summary>The scale of fixed biases; 0 for none.</summary>
    public float BiasScale { get; init; }

    /// <summary>The rows of an epoch; null for <see cref="Rows"/> in every epoch.</summary>
    public Func<int, int[]>? RowsOf { get; init; }

    public Network Train() => Training.Run(Architecture, Protocol, Indices, Features, Rows, Labels);

    public Network TrainAt(VectorWidth width) => Training.RunAt(
        width, Initial(), Protocol, Indices, Features, RowsOf is null ? new(Rows) : new(RowsOf), Labels);

    public Network TrainReference() =>
        ReferenceTraining.Run(new ReferenceSteps(Initial(), Protocol), Indices, Features, Labels, RowsOf ?? (_ => Rows));

    public Network Initial() => ReferenceTraining.Initial(Architecture, Protocol.Initialisation, BiasScale, Indices);
}
