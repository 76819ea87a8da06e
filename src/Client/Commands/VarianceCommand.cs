using Symmetry.Analysis.Questions.Variance;
using Symmetry.Engine.Experiments.Declared;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry variance</c>: how much of the variance of one run each crossed source of randomness brings.</summary>
internal static class VarianceCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var input = SweepInput.One();
        var cell = new Option<string?>("--cell") { Description = "Only this cell: its number, or settings that only it has.", HelpName = "CELL" };
        var on = SharedOptions.Metrics();
        var formats = new ReportOptions();
        var verb = new Verb(
            "variance",
            "Say how much of the variance of one run the split, the weights, the order and P explain, with intervals, for a sweep whose "
            + "replicates are crossed. A negative estimate is shown as what it is: less than chance variation.",
            "symmetry variance how-much-p-matters",
            "symmetry variance which-permutation --cell features=permutation --json")
        {
            cell, on,
        };
        input.AddTo(verb);
        formats.AddTo(verb);
        verb.SetAction((parsed, stop) => input.ReadAsync(parsed, environment, async source =>
        {
            var sweep = source.Sweep;
            if (CrossedDesign.Find(sweep.Spec.Replicates) is null)
            {
                var example = sweep.Experiment is IDeclaredExperiment ? "{data: 5, init: 10} in a specification crosses two"
                    : "{weights: 10, orders: 10, permutations: 10} in a specification crosses three";
                throw new UsageException($"The replicates of {sweep.Id} cross no two sources of randomness, so that their parts cannot be told "
                    + $"apart; replicates: {example}.");
            }

            var cells = parsed.GetValue(cell) is { } selector ? [CellSelector.Find(sweep, selector, "--cell")] : sweep.Cells;
            var runs = await StoredRuns.ReadAsync(source, stop);
            var metrics = parsed.GetValue(on) is { } names ? MetricSelector.FindAll(runs.Metrics, names) : null;
            var analyses = cells.SelectMany(analysed => VarianceAnalysis.Analyse(runs, analysed, metrics)).ToList();
            await environment.Out.WriteAsync(formats.Write(
                parsed, () => VarianceReport.Build(sweep, analyses), () => VarianceJson.Text(sweep, analyses)));
            return ExitCode.Done;
        }, stop));
        return verb;
    }
}
