using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;

namespace Symmetry.Client.Progress;

/// <summary>The means that progress shows for a cell: of the default metric, or of the accuracies on X and −X.</summary>
internal sealed class ShownMean(Sweep sweep)
{
    private readonly MeanIntervals means = new(sweep);
    private readonly Metric? lead = CellTally.LeadOf(sweep);

    /// <summary>The heads of the columns; none where the trials measure nothing that says which cells are better.</summary>
    public string[] Headings { get; } = Classification.HasTestSets(sweep.Metrics) ? [.. Classification.TestSets.Select(MetricText.Heading)]
        : CellTally.LeadOf(sweep) is { } metric ? [metric.Name]
        : [];

    /// <summary>The metric by which cells are ordered, for sentences.</summary>
    public string Name => MetricText.In(lead ?? Classification.Accuracy);

    /// <summary>The means of a cell, as many as <see cref="Headings"/>: <c>0.8273 ± 0.0048</c>.</summary>
    public IEnumerable<string> Of(CellTally tally) => lead is not null ? [Text(lead, tally.Lead)]
        : Headings.Length > 0 ? [Text(tally.Original), Text(tally.Inverted)]
        : [];

    /// <summary>Whether the cell has a value by which cells are ordered.</summary>
    public static bool IsKnown(CellTally tally) => tally is { Original: not null } or { Lead.N: > 0 };

    /// <summary>The largest half-width of a cell's intervals, for a goal of widths; null before it has them.</summary>
    public double? HalfWidth(CellTally tally)
    {
        Estimate[] all = lead is not null ? [tally.Lead.Estimate()] : [means.MeanOfCounts(tally.Original), means.MeanOfCounts(tally.Inverted)];
        return all.All(mean => mean.Interval is not null) ? all.Max(mean => mean.Interval!.Value.HalfWidth) : null;
    }

    private string Text(Metric metric, RunningMean runs)
    {
        var mean = runs.Estimate();
        return MetricText.Finite(metric, mean.Value)
            + (means.Design is null && mean.Interval is { } interval ? $" ± {MetricText.Finite(metric, interval.HalfWidth)}" : "");
    }

    private string Text(Tally? tally)
    {
        if (tally is null)
        {
            return Numbers.Undefined;
        }

        var mean = means.MeanOfCounts(tally);
        return mean.Interval is { } interval
            ? $"{Numbers.Fixed(mean.Value, 4)} ± {Numbers.Fixed(interval.HalfWidth, 4)}"
            : Numbers.Fixed(mean.Value, 4);
    }
}
