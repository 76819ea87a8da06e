namespace Symmetry.Analysis.Questions.Images;

/// <summary>What the outcomes per image say about each cell of a sweep.</summary>
/// <param name="Runs">What the sweep found, read with outcomes.</param>
/// <param name="Metric">The accuracy on X or on −X.</param>
/// <param name="Voters">M, the runs that vote on an image.</param>
/// <param name="Cells">The answers, in cell order.</param>
public sealed record ImageSummary(SweepRuns Runs, Metric Metric, int Voters, IReadOnlyList<CellImages> Cells)
{
    /// <summary>The number of voters where nobody chose another: 5.</summary>
    public const int DefaultVoters = 5;

    /// <summary>Analyses every cell.</summary>
    /// <inheritdoc cref="CellImages.Analyse"/>
    public static ImageSummary Analyse(SweepRuns runs, Metric metric, int voters = DefaultVoters)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return new ImageSummary(runs, metric, voters, [.. runs.Sweep.Cells.Select(cell => CellImages.Analyse(runs, cell, metric, voters))]);
    }
}
