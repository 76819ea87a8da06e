using Symmetry.Analysis.Questions.Comparisons;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry compare</c>: every other cell of a sweep against one, paired by replicate.</summary>
internal static class CompareCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var id = SharedOptions.Id();
        var baseline = new Option<string>("--baseline")
        {
            Description = "The cell to compare with: its number, or settings that only it has.",
            HelpName = "CELL",
            Required = true,
        };
        var on = SharedOptions.Metric();
        var corrected = RealOption.Make("--corrected", "Add Nadeau and Bengio's corrected t for n_test/n_train = RATIO, such as 0.25 for 20 % test.", "RATIO");
        var place = StoreLocationOptions.InFolderOrCluster();
        var formats = new ReportOptions();
        var verb = new Verb(
            "compare",
            "Compare every other cell of a sweep with one, replicate by replicate: difference with intervals, p of the sign-flip test "
            + "(of the paired t test where few pairs differ) adjusted over all differences from it (on both test sets, for accuracies), "
            + "P(A > B), the variance that pairing saves, stochastic order. Below 6 pairs there is no p, and it says why.",
            "symmetry compare paper --baseline 0",
            "symmetry compare paper --baseline features=gradient,bias=true --on accuracy_inverted --format markdown",
            "symmetry compare paper --baseline 0 --on train_loss",
            "symmetry compare who-needs-bias --baseline 0 --corrected 0.25 --json")
        {
            id, baseline, on, corrected,
        };
        place.AddTo(verb);
        formats.AddTo(verb);
        verb.SetAction((parsed, stop) => StoredSweeps.ReadAsync(environment, place.Read(parsed, environment), parsed.GetRequiredValue(id), async source =>
        {
            var cell = CellSelector.Find(source.Sweep, parsed.GetRequiredValue(baseline), "--baseline");
            if (source.Sweep.Cells.Length == 1)
            {
                throw new UsageException($"{source.Sweep.Id} has only one cell, and a comparison needs two.");
            }

            var runs = await StoredRuns.ReadAsync(source, stop);
            var metric = MetricSelector.Find(runs.Metrics, parsed.GetValue(on) ?? KnownMetrics.Accuracy.Name);
            var comparison = BaselineComparison.Compare(runs, cell, metric, parsed.GetValue(corrected));
            await environment.Out.WriteAsync(formats.Write(
                parsed, () => ComparisonReport.Build(comparison), () => ComparisonJson.Text(comparison)));
            return ExitCode.Done;
        }, stop));
        return verb;
    }
}
