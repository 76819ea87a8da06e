using Symmetry.Analysis.Questions.Effects;
using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Grids;

/// <summary>What a large grid found, in a page: the first cells of its table, which cells may be best, and which settings matter.</summary>
public static class GridReport
{
    /// <summary>Grids with more cells have this report at the end of a run: 24, what fits on a screen.</summary>
    public const int MaxCellsOfTable = 24;

    /// <summary>How many cells it shows.</summary>
    public const int Rows = 10;

    private const int MaxEffects = 5;

    /// <summary>The end of a run: the whole table of a small grid and of the paper's cells, and a page about any other.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="commandOf">The command line of a verb about this sweep, with further arguments.</param>
    public static Report Build(SweepRuns runs, Func<string, string[], string> commandOf)
    {
        ArgumentNullException.ThrowIfNull(commandOf);
        var all = new SweepTable(runs);
        return runs.Sweep.Cells.Length <= MaxCellsOfTable || SweepReport.IsPapers(all) ? SweepReport.Build(all) : Build(all, commandOf);
    }

    // A screen, some 30 lines: what holds is not repeated, and the table explains its columns.
    private static Report Build(SweepTable all, Func<string, string[], string> commandOf)
    {
        var (runs, metric) = (all.Runs, all.Rated);
        var first = new SweepTable(runs, selection: new CellSelection(null, metric, Rows));
        var report = SweepReport.Build(first);
        return report with
        {
            Legend = [],
            Facts = runs.HasViolations ? report.Facts : [],
            Failures = runs.Failed > 0 || !runs.IsComplete ? report.Failures : [],
            Provenance = [.. report.Provenance.Where(item => item.Name == "fingerprint")],
            Findings =
            [
                .. all.Compared is { } best ? [BestReport.SetSentence(best), BestReport.ChosenSentence(best)] : (string[])[],
                .. metric is null || runs.Sweep.Cells.Length > SweepTable.MaxCellsOfBest ? [] : Effects(runs, metric),
                .. report.Findings,
                $"All {Numbers.Count(runs.Sweep.Cells.Length, "cell")}: {commandOf("table", [])} (with --where, --sort, --top or --pivot for parts).",
                $"Which may be best: {commandOf("best", [])}",
            ],
        };
    }

    // One sentence, from the largest share on.
    private static IEnumerable<string> Effects(SweepRuns runs, Metric metric)
    {
        var effects = GridEffects.Analyse(runs, metric);
        var terms = effects?.Shares?.Terms.Where(term => term.Share.Value is > 0).OrderByDescending(term => term.Component).Take(MaxEffects).ToList() ?? [];
        if (effects is not null && terms.Count > 0)
        {
            yield return $"Shares of the variance of {metric} between cells: "
                + $"{string.Join(", ", terms.Select(term => EffectsReport.ShareText(effects, term)))}; symmetry effects says more.";
        }
    }
}
