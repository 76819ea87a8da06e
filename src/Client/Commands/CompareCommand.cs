using Symmetry.Analysis.Questions.Comparisons;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry compare</c>: cells of a sweep against baselines or each other, paired by replicate.</summary>
internal static class CompareCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var id = SharedOptions.Id();
        var baselines = new Option<string[]>("--baseline")
        {
            Description = "A cell to compare all others with: its number, or settings that only it has. May be repeated.",
            HelpName = "CELL",
        };
        var allPairs = new Option<bool>("--all-pairs") { Description = "Compare every cell with every other one instead." };
        var on = SharedOptions.Metric();
        var corrected = RealOption.Make("--corrected", "Add Nadeau and Bengio's corrected t for n_test/n_train = RATIO, such as 0.25 for 20 % test.", "RATIO");
        var place = StoreLocationOptions.InFolderOrCluster();
        var formats = new ReportOptions();
        var verb = new Verb(
            "compare",
            "Compare cells of a sweep with one or several baselines, or all pairs of cells, replicate by replicate: differences with intervals that "
            + "hold together, p adjusted over all differences of the call (step-down maxT over sign flips of whole replicates; accuracies count on "
            + "both test sets), effect sizes, and the smallest difference that these replicates find. Each difference alone: t and BCa intervals, p, "
            + "P(A > B), the variance that pairing saves, stochastic order. "
            + "With n pairs the smallest possible p is 2^(1 - n), which is above 0.05 below 6 pairs, so these have no p.",
            "symmetry compare paper --baseline 0",
            "symmetry compare paper --baseline features=gradient,bias=true --on accuracy_inverted --format markdown",
            "symmetry compare paper --baseline 0 --baseline 4 --on train_loss",
            "symmetry compare paper --all-pairs --format markdown",
            "symmetry compare who-needs-bias --baseline 0 --corrected 0.25 --json")
        {
            id, baselines, allPairs, on, corrected,
        };
        place.AddTo(verb);
        formats.AddTo(verb);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(baselines) is { Length: > 0 } == result.GetValue(allPairs))
            {
                result.AddError(result.GetValue(allPairs)
                    ? "--baseline and --all-pairs are two comparisons. Give one of them."
                    : "compare needs a baseline. Add --baseline CELL, or --all-pairs to compare every cell with every other one.");
            }
        });
        verb.SetAction((parsed, stop) => StoredSweeps.ReadAsync(environment, place.Read(parsed, environment), parsed.GetRequiredValue(id), async source =>
        {
            var cells = (parsed.GetValue(baselines) ?? []).Select(baseline => CellSelector.Find(source.Sweep, baseline, "--baseline")).Distinct().ToList();
            if (source.Sweep.Cells.Length == 1)
            {
                throw new UsageException($"{source.Sweep.Id} has only one cell, and a comparison needs two.");
            }

            var runs = await StoredRuns.ReadAsync(source, stop);
            var metric = MetricSelector.Find(runs.Metrics, parsed.GetValue(on) ?? KnownMetrics.Accuracy.Name);
            var comparisons = CellComparisons.Compare(runs, cells, metric, parsed.GetValue(corrected));
            await environment.Out.WriteAsync(formats.Write(
                parsed, () => ComparisonReport.Build(comparisons), () => ComparisonJson.Text(comparisons)));
            return ExitCode.Done;
        }, stop));
        return verb;
    }
}
