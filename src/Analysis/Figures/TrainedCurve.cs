namespace Symmetry.Analysis.Figures;

/// <summary>How the training of one replicate of a cell went.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Points">Where it was after epochs.</param>
public sealed record TrainedCurve(Cell Cell, ImmutableArray<CurvePoint> Points)
{
    /// <summary>The maximum number of trainings in a figure.</summary>
    public const int Max = 10;
}
