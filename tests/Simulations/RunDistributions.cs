namespace Symmetry.Simulations;

/// <summary>The distributions of a run for which planning and stopping are measured.</summary>
internal static class RunDistributions
{
    // Of the paper's cells the skewed ones, and one that is near-normal.
    private static readonly string[] Real =
        ["no bias identity -X", "bias identity -X", "bias identity both X", "bias identity both -X", "bias gradient X and -X"];

    /// <summary>The shapes of every kind with 1,800 images, and five of the paper's cells.</summary>
    public static Shape[] All { get; } = [.. Rate.All.Select(rate => rate.OutOf(1800)), .. Real.Select(RealCells.Paper.ShapeOf)];
}
