using Symmetry.Analysis.Questions.Best;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>The cells that may be best as people read them.</summary>
public static class BestReport
{
    // Cells that are named in a sentence, cells that follow those that may be best, and all rows.
    private const int MaxNames = 3;
    private const int MaxNext = 5;
    private const int MaxRows = 40;

    /// <summary>Builds the report: the cells that may be best, and a few that follow.</summary>
    public static Report Build(BestCells best)
    {
        var next = 0;
        var shown = best.Cells.Where(cell => cell.Standing.MayBeBest || next++ < MaxNext).Take(MaxRows).ToList();
        var sweep = best.Runs.Sweep;
        var axes = sweep.Axes.Select(axis => new TableColumn(axis.Setting.Name, axis.Setting.Kind is SettingKind.Number));
        var table = new ResultTable(
            SetSentence(best),
            [
                new("cell"), .. axes, new("n"), new("mean"), new($"{Percent(best.Level)} interval"), new("may be best", IsNumber: false), new("p"),
                new("rank"),
            ],
            [.. shown.Select(IReadOnlyList<string> (cell) => Row(best.Metric, cell))]);
        return new Report(
            [table], [.. Legend(best)], [], [.. Findings(best, shown.Count)],
            best.Runs.IsComplete ? [] : [$"Not finished: {Numbers.Count(best.Runs.Ended)} of {Numbers.Count(best.Runs.State.Trials)} trials ended."],
            [
                ("sweep", sweep.Id), ("seed", sweep.Spec.Seed.ToString(CultureInfo.InvariantCulture)), ("metric", Direction(best.Metric)),
                ("method", best.MethodText), ("fingerprint", best.Runs.State.Fingerprint),
            ]);
    }

    /// <summary>How many cells may be best, and which.</summary>
    public static string SetSentence(BestCells best)
    {
        var cells = Numbers.Count(best.Cells.Count, "cell");
        if (best.Method is BestMethod.TooFewReplicates)
        {
            return $"All {cells} may be best in {best.Metric}: {Numbers.Count(best.Replicates, "replicate")} cannot exclude any.";
        }

        var names = best.Cells.Where(cell => cell.Standing.MayBeBest).Select(cell => CellLabel.Short(cell.Cell)).Take(MaxNames).ToList();
        var more = best.Count - names.Count;
        return $"{Numbers.Count(best.Count)} of {cells} may be best in {best.Metric} ({Percent(best.Level)}): {string.Join(", ", names)}"
            + (more > 0 ? $" and {Numbers.Count(more)} more." : ".");
    }

    /// <summary>The cell that one would choose, its mean, and what that mean is without the winner's curse.</summary>
    public static string ChosenSentence(BestCells best)
    {
        var (chosen, metric, unbiased) = (best.Chosen, best.Metric, best.Unbiased);
        var looks = $"Cell {chosen.Cell.Number} ({CellLabel.Short(chosen.Cell)}) looks best: {Text(metric, chosen.Mean)}.";
        if (double.IsNaN(unbiased.Value))
        {
            return looks;
        }

        var sentence = $"{looks} It was chosen {(IsOfTestImages(best) ? "on the test images" : "for this mean")}";
        return MetricText.Value(metric, unbiased.Value) == MetricText.Value(metric, chosen.Mean.Value)
            ? $"{sentence}; the estimate without the winner's curse is the same: {Text(metric, unbiased)}."
            : $"{sentence}: its mean flatters; {Text(metric, unbiased)} is the estimate without the winner's curse.";
    }

    private static IReadOnlyList<string> Row(Metric metric, BestCell cell) =>
    [
        cell.Cell.Number.ToString(CultureInfo.InvariantCulture),
        .. cell.Cell.Coordinates,
        cell.Mean.N.ToString(CultureInfo.InvariantCulture),
        MetricText.Value(metric, cell.Mean.Value),
        Ends(metric, cell.Mean) is { Length: > 0 } ends ? ends : Numbers.Undefined,
        cell.Standing.MayBeBest ? "yes" : "",
        Numbers.P(cell.Standing.PValue),
        string.Create(CultureInfo.InvariantCulture, $"{cell.Standing.BestRank} to {cell.Standing.WorstRank}"),
    ];

    private static IEnumerable<string> Legend(BestCells best)
    {
        yield return $"n, mean, {Percent(best.Level)} interval: of the cell's own runs, as in symmetry table.";
        yield return $"may be best: the best cell is among these with {Percent(best.Level)} confidence. p: of \"this cell is the best\", which the cells "
            + $"above it contradict. rank: 1 is best; all rank intervals hold together with {Percent(best.Level)} confidence, which takes more than "
            + "excluding one cell does.";
    }

    private static IEnumerable<string> Findings(BestCells best, int shown)
    {
        yield return ChosenSentence(best);
        if (best.NoExclusionReason is { } reason)
        {
            yield return reason;
        }

        if (best.LeftOut.Count > 0)
        {
            var names = string.Join(", ", best.LeftOut.Take(2 * MaxNext).Select(cell => cell.Number.ToString(CultureInfo.InvariantCulture)));
            var more = best.LeftOut.Count - (2 * MaxNext);
            yield return $"Left out, because {(best.LeftOut.Count == 1 ? "it has" : "they have")} too few runs: "
                + $"{(best.LeftOut.Count == 1 ? "cell" : "cells")} {names}{(more > 0 ? $" and {Numbers.Count(more)} more" : "")}.";
        }

        if (best.Replicates < best.Available)
        {
            yield return $"Compared in the {Numbers.Count(best.Replicates, "replicate")} of {Numbers.Count(best.Available)} that all these cells have.";
        }

        if (best.Cells.Count > shown)
        {
            var more = best.Cells.Count - shown;
            yield return $"{Numbers.Count(more)} more {(more == 1 ? "cell is" : "cells are")} not shown here; csv and json have all.";
        }
    }

    private static string Direction(Metric metric) => $"{metric}, {(metric.Better is MetricDirection.Smaller ? "smaller" : "larger")} is better";

    private static bool IsOfTestImages(BestCells best) => Classification.HasTestSets(best.Runs.Metrics)
        && (best.Metric == KnownMetrics.Sum || best.Metric.Name.StartsWith(KnownMetrics.Accuracy.Name, StringComparison.Ordinal));

    private static string Text(Metric metric, Estimate mean) => $"{MetricText.Value(metric, mean.Value)} {Ends(metric, mean)}".TrimEnd();

    private static string Ends(Metric metric, Estimate mean) =>
        mean.Interval is { } ends ? $"[{MetricText.Value(metric, ends.Lower)}, {MetricText.Value(metric, ends.Upper)}]" : "";

    private static string Percent(double level) => string.Create(CultureInfo.InvariantCulture, $"{100 * level:0.##} %");
}
