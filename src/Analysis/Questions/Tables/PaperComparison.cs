using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>Says in a sentence how many of the paper's numbers are not refuted, and which are.</summary>
internal static class PaperComparison
{
    private const int MaxShown = 8;

    /// <summary>The sentence; null where there is nothing to compare with or no spread to compare by.</summary>
    /// <remarks>Numbers for X and −X that are the same bits are one number, as in the paper.</remarks>
    public static string? Sentence(SweepTable table)
    {
        var numbers = table.Cells.SelectMany(cell => table.Distinct(cell).Select(metric => (Cell: cell, Summary: table.Summary(cell, metric))))
            .Where(number => number.Summary is { Paper: not null, N: >= 2 })
            .ToList();
        if (numbers.Count == 0)
        {
            return null;
        }

        var outside = numbers.Where(number => number.Summary.IsPaperOutside).Select(number => Describe(table, number.Cell, number.Summary)).ToList();
        return $"Not refuted: {numbers.Count - outside.Count} of {Numbers.Count(numbers.Count, "number")} of the paper for these cells, "
            + "which lie where one further run of ours lies with 95 %."
            + (outside.Count > 0 ? $" Refuted: {string.Join("; ", outside.Take(MaxShown))}{(outside.Count > MaxShown ? "; and more" : "")}." : "");
    }

    private static string Describe(SweepTable table, Cell cell, MetricSummary summary)
    {
        var interval = summary.IntervalOfOneRun!.Value;
        var both = cell.Settings is MlpSettings { IsInvariant: true } ? " and -X_test alike" : "";
        return $"{CellLabel.Long(table.Sweep, cell)}, {MetricText.Heading(summary.Metric)}{both} "
            + $"({Numbers.Exact(summary.Paper!.Value)}, interval {Numbers.Fixed(interval.Lower, 4)} to {Numbers.Fixed(interval.Upper, 4)})";
    }
}
