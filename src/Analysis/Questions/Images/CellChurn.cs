namespace Symmetry.Analysis.Questions.Images;

/// <summary>On how many images exactly one of two paired runs is right: one of a cell, and one of the baseline.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Churn">The share of the test images on which exactly one of the paired runs is right, mean over replicates.</param>
/// <param name="OnlyCell">The share on which only the run of the cell is right, mean over replicates.</param>
/// <param name="OnlyBaseline">The share on which only the run of the baseline is right, mean over replicates.</param>
public sealed record CellChurn(Cell Cell, Estimate Churn, double OnlyCell, double OnlyBaseline)
{
    /// <summary>The difference of the accuracies, cell less baseline.</summary>
    public double Difference => OnlyCell - OnlyBaseline;
}
