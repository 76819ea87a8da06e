namespace Symmetry.Analysis.Questions.Images;

/// <summary>What the outcomes per image say about one cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Images">The number of different images that its runs were tested on.</param>
/// <param name="OverRuns">The mean accuracy with its default interval, over runs on these images.</param>
/// <param name="OverImages">The same mean with its interval over runs and original images; without an interval where replicates are crossed.</param>
/// <param name="Disagreement">How often two runs differ in whether they are right about an image (<see cref="RunDisagreement"/>).</param>
/// <param name="Majority">The majority of the first M runs per image; null if no image was tested by M runs.</param>
public sealed record CellImages(
    Cell Cell, int Images, Estimate OverRuns, Estimate OverImages, Estimate Disagreement, MajorityVote? Majority)
{
    /// <summary>Analyses a cell.</summary>
    /// <param name="runs">What the sweep found, read with outcomes.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="metric">The accuracy on X or on −X.</param>
    /// <param name="voters">M: odd.</param>
    public static CellImages Analyse(SweepRuns runs, Cell cell, Metric metric, int voters)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(cell);
        var images = ImageRuns.Find(runs, cell.Number, metric);
        var outcomes = images.ByImage().ToList();
        return new CellImages(
            cell,
            outcomes.Select(outcome => outcome.Original).Distinct().Count(),
            runs.Mean(cell.Number, metric),
            Independent(images.Mean()),
            Independent(RunDisagreement.Mean(outcomes)),
            MajorityVote.Count(outcomes, voters));

        // Both intervals need independent runs; those of a crossed design share levels.
        Estimate Independent(Estimate estimate) => runs.Design is null ? estimate : estimate with { Interval = null };
    }
}
