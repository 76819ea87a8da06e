using Symmetry.Analysis.Questions.Best;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Formats.Tables;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry best</c>: the cells of a sweep that may be best in a metric.</summary>
internal static class BestCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var input = SweepInput.One();
        var on = SharedOptions.Metric();
        var formats = new ReportOptions(withCsv: true);
        var verb = new Verb(
            "best",
            "Say which cells may be best in a metric with 95 % confidence (multiple comparisons with the best by joint sign flips), which ranks every "
            + "cell may have, and what the mean of the chosen cell is without the winner's curse. Below 5 replicates no cell can be excluded, below 6 no rank.",
            "symmetry best learning-rates",
            "symmetry best learning-rates --on train_loss",
            "symmetry best learning-rates --on seconds --format markdown",
            "symmetry best learning-rates --format csv > best.csv",
            "symmetry best learning-rates --json")
        {
            on,
        };
        input.AddTo(verb);
        formats.AddTo(verb);
        verb.SetAction((parsed, stop) => input.ReadAsync(parsed, environment, async source =>
        {
            var runs = await StoredRuns.ReadAsync(source, stop);
            var best = BestCells.Find(runs, MetricSelector.FindOrDefault(runs.Sweep, parsed.GetValue(on)));
            await environment.Out.WriteAsync(formats.Write(
                parsed, () => BestReport.Build(best), () => BestJson.Text(best), () => CsvReport.Write(best)));
            return ExitCode.Done;
        }, stop));
        return verb;
    }
}
