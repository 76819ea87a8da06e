using System.CommandLine.Parsing;
using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Analysis.Questions.Tuning;
using Symmetry.Engine.Settings;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry compare</c>: cells of a sweep against baselines or each other, or tuned values of an axis.</summary>
internal static class CompareCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var input = SweepInput.Several();
        var baselines = new Option<string[]>("--baseline")
        {
            Description = "A cell to compare all others with: its number, or settings. If several cells have these settings, each other cell is compared "
                + "with the one that has the same other settings. May be repeated for single cells. Default: the first of two cells or files.",
            HelpName = "CELL",
        };
        var allPairs = new Option<bool>("--all-pairs") { Description = "Compare every cell with every other one instead." };
        var on = SharedOptions.Metric();
        var unpaired = new Option<bool>("--unpaired")
        {
            Description = "Compare cells whose runs are not pairs: Welch's t, p adjusted by Holm's method, Bonferroni intervals.",
        };
        var selfCheck = new Option<bool>("--self-check")
        {
            Description = "Add how often this data without any difference gets a false star, and how often two halves of the replicates agree on a verdict.",
        };
        var corrected = RealOption.Make("--corrected", "Add Nadeau and Bengio's corrected t for n_test/n_train = RATIO, such as 0.25 for 20 % test.", "RATIO");
        var tuning = new TuningOptions();
        var formats = new ReportOptions();
        var verb = new Verb(
            "compare",
            "Compare cells of a sweep with one or several baselines, or all pairs of cells, replicate by replicate: differences with intervals that "
            + "hold together, p adjusted over all differences of the call (step-down maxT over sign flips of whole replicates; accuracies count on "
            + "both test sets), effect sizes, and the smallest difference that these replicates find. Each difference alone: t and BCa intervals, p, "
            + "P(A > B), the variance that pairing saves, stochastic order. "
            + "With n pairs the smallest possible p is 2^(1 - n), which is above 0.05 below 6 pairs, so these have no p. "
            + "--between compares the values of an axis instead, each with the cell that --select prefers in each replicate, and shows what tuning finds with "
            + "how many cells.",
            "symmetry compare paper --baseline 0",
            "symmetry compare paper --baseline features=gradient,bias=true --on accuracy_inverted --format markdown",
            "symmetry compare paper --baseline 0 --baseline 4 --on train_loss",
            "symmetry compare paper --all-pairs --format markdown",
            "symmetry compare who-needs-bias --baseline 0 --corrected 0.25 --json",
            "symmetry compare paper --baseline 0 --self-check",
            "symmetry compare paper --baseline 0 --unpaired",
            "symmetry compare learning-rates --between hidden --tune learningRate,momentum --select train_loss",
            "symmetry compare examples/scores.csv --baseline model=small",
            "symmetry compare before.csv after.csv --metric correct/total")
        {
            baselines, allPairs, on, unpaired, selfCheck, corrected,
        };
        tuning.AddTo(verb);
        input.AddTo(verb);
        formats.AddTo(verb);
        verb.Validators.Add(result =>
        {
            var isTuned = tuning.IsGivenIn(result);
            string[] given =
            [
                .. result.GetValue(baselines) is { Length: > 0 } ? ["--baseline"] : (string[])[],
                .. result.GetValue(allPairs) ? ["--all-pairs"] : (string[])[],
                .. isTuned ? ["--between"] : (string[])[],
            ];
            if (given.Length > 1)
            {
                result.AddError($"{given[0]} and {given[1]} are two comparisons. Give one of them.");
            }
            else if (isTuned && Given(result, corrected, unpaired, selfCheck) is { } option)
            {
                result.AddError($"{option} is for --baseline and --all-pairs.");
            }
            else if (result.GetValue(unpaired) && Given(result, corrected) is not null)
            {
                result.AddError("--corrected is for pairs. Leave out --corrected or --unpaired.");
            }
        });
        verb.SetAction((parsed, stop) => input.ReadAsync(parsed, environment, async source =>
        {
            if (source.Sweep.Cells.Length == 1)
            {
                throw new UsageException($"{source.Sweep.Id} has only one cell, and a comparison needs two.");
            }

            var named = parsed.GetValue(baselines) is { Length: > 0 } texts ? texts
                : parsed.GetValue(allPairs) || tuning.IsGivenIn(parsed.CommandResult) ? []
                : [DefaultBaseline(source.Sweep, input.IsSeveralIn(parsed.CommandResult))];
            var matched = named is [var text] && CellSelector.FindAll(source.Sweep, text, "--baseline") is { Length: > 1 } several ? several : [];
            var cells = matched.IsEmpty ? named.Select(baseline => CellSelector.Find(source.Sweep, baseline, "--baseline")).Distinct().ToList() : [];
            var choice = tuning.Read(parsed, source.Sweep);
            var runs = await StoredRuns.ReadAsync(source, stop);
            var metric = MetricSelector.FindOrDefault(runs.Sweep, parsed.GetValue(on));
            IReadOnlyList<Setting>? matching = matched.IsEmpty ? null : CellSelector.SettingsIn(source.Sweep, named[0], "--baseline");
            IReadOnlyList<Cell> compared = matched.IsEmpty ? cells : matched;
            var isChecked = parsed.GetValue(selfCheck);
            await environment.Out.WriteAsync(choice is not null ? Write(TunedComparison.Compare(runs, choice, metric), TunedReport.Build, TunedJson.Text)
                : parsed.GetValue(unpaired) ? Write(Unpaired(), UnpairedReport.Build, UnpairedJson.Text)
                : Write(Paired(), ComparisonReport.Build, ComparisonJson.Text));
            return ExitCode.Done;

            CellComparisons Paired() =>
                CellComparisons.Compare(runs, compared, metric, parsed.GetValue(corrected), matching) is var paired && isChecked
                    ? paired.WithSelfCheck(stop) : paired;

            UnpairedComparisons Unpaired() =>
                UnpairedComparisons.Compare(runs, compared, metric, matching) is var welch && isChecked ? welch.WithSelfCheck(stop) : welch;

            string Write<T>(T answer, Func<T, Report> report, Func<T, string> json) => formats.Write(parsed, () => report(answer), () => json(answer));
        }, stop, needsPairs: !parsed.GetValue(unpaired)));
        return verb;
    }

    // Of two cells, or of two files, the first one.
    private static string DefaultBaseline(Sweep sweep, bool isOfFiles) =>
        isOfFiles ? $"{sweep.Axes[0].Setting}={sweep.Axes[0].Values[0]}"
        : sweep.Cells.Length == 2 ? "0"
        : throw new UsageException($"compare needs a baseline, because {sweep.Id} has {Numbers.Count(sweep.Cells.Length, "cell")}. Add --baseline CELL, or "
            + "--all-pairs to compare every cell with every other one, or --between AXIS to compare its values, each tuned.");

    private static string? Given(CommandResult result, params Option[] options) =>
        options.FirstOrDefault(option => result.GetResult(option) is { Implicit: false })?.Name;
}
