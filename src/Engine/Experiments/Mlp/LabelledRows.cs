using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>Rows of inputs of a network with their classes, evaluated in the kernels.</summary>
/// <param name="Matrix">The inputs.</param>
/// <param name="Labels">The class of each row of the matrix.</param>
/// <param name="Rows">The rows that count; at least one.</param>
internal sealed record LabelledRows(FeatureMatrix Matrix, byte[] Labels, int[] Rows)
{
    /// <summary>All rows of a matrix.</summary>
    public LabelledRows(FeatureMatrix matrix, byte[] labels)
        : this(matrix, labels, [.. Enumerable.Range(0, matrix.Rows)])
    {
    }

    /// <summary>The number of rows classified correctly.</summary>
    public int CountCorrect(Network network) => network.CountCorrect(Matrix, Rows, Labels);

    /// <summary>The mean loss per row.</summary>
    public double MeanLoss(Network network, Loss loss) => network.MeanLoss(Matrix, Rows, Labels, loss);
}
