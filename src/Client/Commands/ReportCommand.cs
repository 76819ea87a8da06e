using Symmetry.Analysis.Figures;
using Symmetry.Client.Reports;
using Symmetry.Formats.Exports;
using Symmetry.Formats.Specs;
using Symmetry.Views.Report;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry report</c>: tables, plots and findings as one HTML file.</summary>
internal static class ReportCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var input = SweepInput.One();
        var to = new Option<string>("--to") { Description = "The HTML file; - writes to stdout.", HelpName = "FILE.html", Required = true };
        var baseline = PlotCommand.Baseline();
        var on = SharedOptions.Metrics();
        var curves = new Option<bool>("--curves")
        {
            Description = $"Also train replicate 0 of the first {TrainedCurve.Max} cells again, here, and show how they learned.",
        };
        var verb = new Verb(
            "report",
            "Write what a sweep found as one HTML file that needs nothing else: tables, plots, paired differences, facts and findings, "
            + "and where the numbers come from. Also of a sweep that is not finished. Trains nothing, unless --curves is given.",
            "symmetry report paper --to paper.html",
            "symmetry report paper --to paper.html --curves",
            "symmetry report paper --to paper.html --baseline 0 --data ./paper-runs")
        {
            to, baseline, on, curves,
        };
        input.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            return input.ReadAsync(parsed, environment, async source =>
            {
                var file = parsed.GetRequiredValue(to);
                var runs = await StoredRuns.ReadAsync(source, stop);
                var figures = FigureData.Find(runs, parsed.GetValue(baseline), parsed.GetValue(on), prefix: "--");
                var trained = parsed.GetValue(curves) ? await LearningCurves.TrainAsync(source.Sweep, input.Store(parsed, environment).DataSets, stop) : null;
                var claims = StoredClaims.Answer(runs, await source.GetClaimsAsync(stop));
                var html = await HtmlReport.WriteAsync(figures, claims, environment.Clock.GetUtcNow(), trained);
                await (file == "-" ? environment.Out.WriteAsync(html) : AtomicFile.WriteAsync(file, html));
                return figures.Runs.HasViolations ? ExitCode.ClaimBroken : ExitCode.Done;
            }, stop);
        });
        return verb;
    }
}
