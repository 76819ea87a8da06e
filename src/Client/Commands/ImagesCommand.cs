using Symmetry.Analysis.Questions.Images;
using Symmetry.Engine.Experiments;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry images</c>: what the outcomes per test image say, beyond the accuracies.</summary>
internal static class ImagesCommand
{
    private const int MaxVoters = 9999;

    public static Verb Make(CliEnvironment environment)
    {
        var input = SweepInput.One();
        var on = new Option<string?>("--on") { Description = "The side: accuracy or accuracy_inverted. Default: accuracy.", HelpName = "METRIC" };
        var ensemble = SharedOptions.Whole(
            "--ensemble", "The runs that vote on an image; odd.", 1, MaxVoters, ImageSummary.DefaultVoters);
        var baseline = new Option<string?>("--baseline")
        {
            Description = "Compare every other cell with this one, image by image: its number, or settings that only it has.",
            HelpName = "CELL",
        };
        var trials = new Option<string[]>("--trials")
        {
            Description = "Compare two trials with McNemar's test: two times a cell, a colon and a replicate.",
            HelpName = "CELL:REPLICATE CELL:REPLICATE",
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
        };
        var formats = new ReportOptions();
        var verb = new Verb(
            "images",
            "Say what the outcomes per test image show, for a sweep that keeps them (keep: outcomes): the mean with its interval over runs and "
            + "images, how often runs of one cell disagree, and the accuracy of their majority. With --baseline: how many images change "
            + "between right and wrong (churn). With --trials: McNemar's test.",
            "symmetry images image-by-image",
            "symmetry images image-by-image --ensemble 9 --on accuracy_inverted --format markdown",
            "symmetry images image-by-image --baseline features=identity --json",
            "symmetry images image-by-image --trials 0:3 1:3",
            "symmetry images image-by-image --trials features=identity:0 features=gradient:0 --cluster 10.0.0.5:30000")
        {
            on, ensemble, baseline, trials,
        };
        input.AddTo(verb);
        formats.AddTo(verb);
        verb.SetAction((parsed, stop) => input.ReadAsync(parsed, environment, async source =>
        {
            var sweep = source.Sweep;
            if (!sweep.Spec.KeepsOutcomes)
            {
                throw new UsageException($"{sweep.Id} keeps no outcomes per image. Add 'keep: outcomes' to its specification.");
            }

            var metric = MetricSelector.Find(KnownMetrics.TestSets, parsed.GetValue(on) ?? KnownMetrics.Accuracy.Name);
            var answer = Answer(parsed, sweep, metric);
            var runs = await StoredRuns.ReadWithOutcomesAsync(source, stop);
            await environment.Out.WriteAsync(answer(runs));
            return ExitCode.Done;
        }, stop));
        return verb;

        // Options are read before the runs are, so that a mistake in them costs no time.
        Func<SweepRuns, string> Answer(ParseResult parsed, Sweep sweep, Metric metric)
        {
            var voters = (int)parsed.GetRequiredValue(ensemble);
            var cell = parsed.GetValue(baseline);
            var isVote = parsed.GetResult(ensemble) is { Implicit: false };
            if (parsed.GetValue(trials) is [var first, var second])
            {
                Refuse(cell is not null || isVote, "--trials compares two trials. Give it without --baseline and --ensemble.");
                var (a, b) = (TrialName.Parse(sweep, first, "--trials"), TrialName.Parse(sweep, second, "--trials"));
                return runs => Write(TrialPair.Compare(runs, a, b, metric), ImagesReport.Build, ImagesJson.Text);
            }

            if (cell is not null)
            {
                Refuse(isVote, "--baseline compares cells. Give it without --ensemble.");
                Refuse(sweep.Cells.Length == 1, $"{sweep.Id} has only one cell, and a comparison needs two.");
                var compared = CellSelector.Find(sweep, cell, "--baseline");
                return runs => Write(BaselineChurn.Compare(runs, compared, metric), ImagesReport.Build, ImagesJson.Text);
            }

            Refuse(int.IsEvenInteger(voters), $"--ensemble: expected an odd whole number, so that there is always a majority, got {voters}.");
            return runs => Write(ImageSummary.Analyse(runs, metric, voters), ImagesReport.Build, ImagesJson.Text);

            string Write<T>(T found, Func<T, Analysis.Questions.Tables.Report> report, Func<T, string> asJson) =>
                formats.Write(parsed, () => report(found), () => asJson(found));
        }

        static void Refuse(bool isWrong, string sentence)
        {
            if (isWrong)
            {
                throw new UsageException(sentence);
            }
        }
    }
}
