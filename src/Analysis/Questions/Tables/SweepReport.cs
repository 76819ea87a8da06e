using Symmetry.Analysis.Paper;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>Says what a sweep found: the paper's two tables for the paper's cells, one table of all cells otherwise.</summary>
public static class SweepReport
{
    /// <summary>Marks a number of the paper outside the prediction interval.</summary>
    public const string Mark = MetricColumns.Mark;

    private const int MaxFailuresShown = 5;

    // Ten classes make chance 0.10; the paper's own rows are 0.12 and 0.09. Barely trained networks may be elsewhere yet.
    private const double NearChance = 0.15;

    /// <summary>Builds the report.</summary>
    public static Report Build(SweepTable table)
    {
        var hasPaper = table.Metrics.Any(KnownMetrics.TestSets.Contains) && table.Cells.Any(cell => PaperTables.Find(cell.Settings) is not null);
        var measured = table.Chosen is null && table.Columns is null ? MeasurementTable.Build(table) : null;
        return new Report(
            [
                .. IsPapers(table) ? PapersTables(table) : [AllCells(table, new MetricColumns(hasPaper, table, table.Cells))],
                .. measured is null ? (ResultTable[])[] : [measured],
            ],
            [.. Legend(table, hasPaper)],
            [.. table.Facts.Select(fact => fact.Sentence)],
            [.. Goal(table), .. table.Metrics.Contains(KnownMetrics.Accuracy) ? [.. Findings(table), .. Covariates(table)] : (string[])[]],
            [.. Failures(table.Runs)],
            Provenance(table.Runs));
    }

    /// <summary>Whether a table is shown as the paper's two: nothing was asked for beside them, and they have room for its axes and its cells.</summary>
    public static bool IsPapers(SweepTable table) => table is { Chosen: null, Columns: null } && table.Selection == CellSelection.All && IsPapers(table.Sweep);

    private static bool IsPapers(Sweep sweep) =>
        sweep.Axes.All(axis => axis.Setting.Name is "features" or "bias" or "training")
        && sweep.Cells.All(cell => PaperTables.Find(cell.Settings) is not null);

    private static List<ResultTable> PapersTables(SweepTable table)
    {
        var replicates = GoalText.Replicates(table.Sweep);
        var tables = new List<ResultTable>();
        AddTable($"Table 1. Identity features: rate of correct classification, {replicates} per cell.",
            cell => cell.Settings is not MlpSettings { IsInvariant: true });
        AddTable($"Table 2. Features invariant under x to -x: rate of correct classification, {replicates} per cell.",
            cell => cell.Settings is MlpSettings { IsInvariant: true });
        return tables;

        void AddTable(string title, Func<Cell, bool> belongs)
        {
            // Both tables of the paper begin with the rows without bias.
            List<Cell> cells = [.. table.Sweep.Cells.Where(belongs).OrderBy(cell => ((MlpSettings)cell.Settings).Bias)];
            if (cells.Count > 0)
            {
                var columns = new MetricColumns(withPaper: true, table, cells);
                TableColumn[] first = [new("bias", IsNumber: false), new("features", IsNumber: false), new("trained on", IsNumber: false)];
                tables.Add(new ResultTable(title, [.. first, .. columns.Columns], [.. cells.Select(cell => Row(cell, columns))]));
            }
        }

        static IReadOnlyList<string> Row(Cell cell, MetricColumns columns) =>
        [
            ((MlpSettings)cell.Settings).Bias ? "yes" : "no",
            ((MlpSettings)cell.Settings).Features.Name,
            ((MlpSettings)cell.Settings).Training is TrainingSet.Both ? "X and -X" : "X",
            .. columns.Values(cell),
        ];
    }

    private static ResultTable AllCells(SweepTable table, MetricColumns columns)
    {
        var sweep = table.Sweep;
        var what = table.Metrics.All(KnownMetrics.TestSets.Contains) ? "rate of correct classification" : string.Join(", ", table.Metrics);
        var axes = sweep.Axes.Select(axis => new TableColumn(axis.Setting.Name, axis.Setting.Kind is SettingKind.Number));
        var count = table.Cells.Length == sweep.Cells.Length ? Numbers.Count(sweep.Cells.Length, "cell")
            : $"{Numbers.Count(table.Cells.Length)} of {Numbers.Count(sweep.Cells.Length, "cell")}";
        return new ResultTable(
            $"{sweep.Spec.Name}: {what}, {count}{table.Selection.Describe()}, {GoalText.Replicates(sweep)} per cell.",
            [new TableColumn("cell"), .. axes, .. columns.Columns, .. columns.BestColumn],
            [.. table.Cells.Select(IReadOnlyList<string> (cell) =>
            [
                cell.Number.ToString(CultureInfo.InvariantCulture), .. cell.Coordinates, .. columns.Values(cell), .. columns.BestValue(cell),
            ])]);
    }

    private static IEnumerable<string> Legend(SweepTable table, bool hasPaper)
    {
        var kinds = table.Metrics.Select(metric => metric.Kind).Distinct().ToList();
        var summaries = table.Cells.SelectMany(cell => table.Metrics.Select(metric => table.Summary(cell, metric))).ToList();
        var hasInterval = table.Shows(ResultColumn.Interval);
        yield return $"n: completed runs. {table.Intervals.Name}, sd: of one run's {(kinds is [MetricKind.Proportion] ? "rate" : "value")}."
            + (hasInterval ? $" {IntervalSentence(table)}" : "");
        if (hasInterval && table.FlagsSkewness && summaries.Exists(summary => summary.IsSkewed))
        {
            yield return $"{MetricColumns.SkewedMark} marks runs too skewed for Student's t: fewer than 25 x skewness^2 (Cochran's rule). Add replicates, "
                + "use --center median or --interval skewed, or look at the runs (symmetry plot).";
        }

        if (table.Shows(ResultColumn.Collapsed) && summaries.Exists(summary => summary.Collapsed > 0))
        {
            yield return "collapsed: runs that diverged or lie beyond three interquartile ranges on the wrong side of the quartile (Tukey's far out), "
                + "of those that ended; 95 % interval by Clopper and Pearson. They are in the mean unless they diverged.";
        }

        if (table.Race is not null)
        {
            yield return "out: when a cell left the race, in replicates, and the cell that was shown to be better by the sequential sign-flip test of all "
                + $"pairs; {Numbers.Undefined} for cells that may be the best. The intervals of single cells do not allow for the stop.";
        }

        if (hasPaper && table.Shows(ResultColumn.Paper))
        {
            yield return $"paper: its numbers, one run each. {Mark} marks a number that is refuted: it lies outside the interval in which a further "
                + "run of ours lies with 95 %, allowing for its rounding (order statistics from 39 runs on, Student's t for fewer).";
        }

        if (table.Best is { } best && !IsPapers(table) && table.Shows(ResultColumn.Best))
        {
            var among = table.Cells.Length < table.Sweep.Cells.Length ? $", among all {Numbers.Count(table.Sweep.Cells.Length, "cell")}" : "";
            yield return $"may be best: in {best.Metric}{among}, with 95 % confidence; symmetry best says more.";
        }

        if (table.Metrics.Contains(KnownMetrics.AccuracyInverted) && table.Cells.Any(cell => cell.Settings is MlpSettings { UsesFeatures: false }))
        {
            yield return "-X_test, where a symmetry method other than features is given: "
                + "each test image under one element of the group other than e, drawn for it.";
        }

        if (table.Runs.Failed > 0)
        {
            yield return "38/40: 38 completed of 40 that ended; the others failed or diverged and are in no mean.";
        }
    }

    private static IEnumerable<string> Goal(SweepTable table)
    {
        if (table.Race is { } race)
        {
            yield return GoalText.Describe(table.Sweep, race);
        }

        if (table.Decision is { } decision)
        {
            yield return GoalText.Describe(table.Sweep, decision);
        }
    }

    /// <summary>Says which interval the table shows.</summary>
    internal static string IntervalSentence(SweepTable table) => $"95 % interval: {Method(table)}{Scope(table.Sweep)}.";

    private static string Method(SweepTable table) =>
        table.Intervals == IntervalChoice.Default ? table.Runs.Means.Description : table.Intervals.Method(table.Runs);

    // What a mean is about: where every replicate draws its own split, the test images differ too.
    private static string Scope(Sweep sweep)
    {
        if (!sweep.Cells.Any(cell => sweep.Experiment.RandomPurposesOf(cell.Settings).Contains(Purpose.Split)))
        {
            return "";
        }

        return CrossedDesign.HeldFixed(sweep.Spec.Replicates).Any(factor => factor is "seed" or "split")
            ? ", on these test images" : ", over random splits of this data set";
    }

    private static IEnumerable<string> Findings(SweepTable table)
    {
        if (PaperComparison.Sentence(table) is { } comparison)
        {
            yield return comparison;
        }

        var rows = table.Cells
            .Where(cell => cell.Settings is MlpSettings { Data.IsEmbedded: true } mlp && mlp.Symmetry.FactsOf(mlp).Contains(MlpFacts.PairLoss))
            .Select(cell => (Original: table.Summary(cell, KnownMetrics.Accuracy).Mean, Inverted: table.Summary(cell, KnownMetrics.AccuracyInverted).Mean))
            .Where(row => row.Original < NearChance && row.Inverted < NearChance)
            .ToList();
        if (rows.Count > 0)
        {
            var means = string.Join(", ",
                rows.Take(3).Select(row => $"{Numbers.Fixed(row.Original, 3)} on X_test and {Numbers.Fixed(row.Inverted, 3)} on -X_test"));
            yield return $"Without bias and trained on X and -X, rows are at chance ({means}): the network is odd, and "
                + "L(u) + L(-u) >= 2 ln 10, so that the uniform output has the least loss. Training ends at 0.10 and not at the "
                + "R = Rbar = 0.5 of the paper's section 2.2; its own 0.12 and 0.09 are this.";
        }
    }

    // What P wastes is a covariate: nobody sets it, and replicates differ in it.
    private static IEnumerable<string> Covariates(SweepTable table)
    {
        var runs = table.Runs;
        foreach (var cell in table.Cells.Where(cell => cell.Settings is MlpSettings { Measure: MeasureKind.Permutation }))
        {
            foreach (var metric in TrialMetrics.MeasuredInCell(runs.Sweep, cell))
            {
                var points = new PairedRuns(runs.Values(cell.Number, metric), runs.Values(cell.Number, KnownMetrics.Accuracy));
                var slope = LeastSquares.Slope(points.First, points.Second);
                if (slope.Interval is { } interval)
                {
                    yield return $"Cell {cell.Number}: the rate on X_test changes by {Numbers.Fixed(slope.Value, 4)} "
                        + $"[{Numbers.Fixed(interval.Lower, 4)}, {Numbers.Fixed(interval.Upper, 4)}] with each of {metric} "
                        + $"(95 %, {slope.Method}, n = {slope.N}).";
                }
            }
        }
    }

    /// <summary>What is missing: trials that were not run yet, and those that failed.</summary>
    internal static IEnumerable<string> Failures(SweepRuns runs)
    {
        if (!runs.IsComplete)
        {
            yield return $"Not finished: {Numbers.Count(runs.Ended)} of {Numbers.Count(runs.State.Trials)} trials ended."
                + (runs.Sweep.Spec.Replicates.HasGoal ? "" : " Not final: this is a look before the end, and differences need the confidence sequence.");
        }

        yield return runs.Failed == 0
            ? $"0 of {Numbers.Count(runs.Ended, "trial")} failed."
            : $"{Numbers.Count(runs.Failed)} of {Numbers.Count(runs.Ended, "trial")} failed "
                + $"({Numbers.Count(runs.Cells.Sum(cell => cell.Diverged))} of them diverged).";
        foreach (var failure in runs.Failures.Take(MaxFailuresShown))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"cell {failure.Cell}, replicate {failure.Replicate}: {(failure.Reason.Length > 0 ? failure.Reason : failure.Outcome.ToString())}");
        }

        if (runs.Failed > MaxFailuresShown)
        {
            yield return $"and {Numbers.Count(runs.Failed - MaxFailuresShown)} more; symmetry export has them all.";
        }
    }

    /// <summary>What identifies the sweep.</summary>
    internal static List<(string, string)> Provenance(SweepRuns runs)
    {
        var spec = runs.Sweep.Spec;
        return
        [
            ("sweep", runs.Sweep.Id),
            .. spec.Experiment == ExperimentRegister.Default ? [] : ((string, string)[])[("experiment", $"{spec.Experiment.Name}: {spec.Experiment.Summary}")],
            ("seed", spec.Seed.ToString(CultureInfo.InvariantCulture)),
            ("replicates", spec.Replicates.HasGoal ? GoalText.Replicates(runs.Sweep) : runs.Sweep.Replicates.ToString(CultureInfo.InvariantCulture)),
            .. spec.Sample is null ? [] : ((string, string)[])[("sample", Sample(runs.Sweep))],
            ("varied", Varied(runs.Sweep)),
            .. Settings(spec),
            ("fingerprint", runs.State.Fingerprint),
        ];
    }

    private static string Sample(Sweep sweep) =>
        $"{Numbers.Count(sweep.Cells.Length)} of {Numbers.Count(sweep.GridCells, "cell")}, "
        + $"drawn by the seed; {Numbers.Count(sweep.GridCells - sweep.Cells.Length)} left out";

    // Only the paper's experiment has a protocol.
    private static IEnumerable<(string, string)> Settings(SweepSpec spec)
    {
        var settings = string.Join(", ", spec.Fixed.Select(setting => $"{setting.Setting} {setting}"));
        if (spec.Experiment.Defaults is MlpSettings)
        {
            yield return ("settings", settings.Length == 0 ? "the default protocol" : $"the default protocol but {settings}");
        }
        else if (settings.Length > 0)
        {
            yield return ("settings", settings);
        }
    }

    private static string Varied(Sweep sweep)
    {
        var design = sweep.Spec.Replicates;
        if (!design.IsCrossed)
        {
            string[] drawn = [.. sweep.Cells.SelectMany(cell => sweep.Experiment.RandomPurposesOf(cell.Settings)).Distinct().Order().Select(WordOf)];
            return drawn.Length == 0 ? NothingDrawn(sweep.Experiment)
                : $"{(drawn.Length > 1 ? $"{string.Join(", ", drawn.SkipLast(1))} and {drawn[^1]}" : drawn[0])} in every replicate, paired across cells";
        }

        (string Name, int Size)[] factors =
        [
            ("seeds (split, weights and order)", design.Seeds), ("splits", design.Splits), ("weights", design.Weights),
            ("orders", design.Orders), ("permutations P", design.Permutations), .. design.Named.Select(factor => (factor.Name, factor.Size)),
        ];
        var crossed = factors.Where(factor => factor.Size > 0)
            .Select(factor => string.Create(CultureInfo.InvariantCulture, $"{factor.Size} {factor.Name}"));
        return $"crossed: {string.Join(" x ", crossed)}; whatever is not crossed is fresh in every replicate";
    }

    private static string NothingDrawn(IExperiment experiment) => experiment switch
    {
        ProgramExperiment => "the seeds that the program gets, in every replicate, paired across cells",
        IDeclaredExperiment => "what the replicates of the file vary, paired across cells",
        _ => "nothing: the trials draw no random numbers",
    };

    private static string WordOf(Purpose purpose) => purpose switch
    {
        Purpose.Permutation => "P",
        Purpose.Orbit => "orbit sample",
        _ => purpose.ToString().ToLowerInvariant(),
    };
}
