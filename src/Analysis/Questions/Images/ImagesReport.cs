using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Images;

/// <summary>Answers about outcomes per image as people read them.</summary>
public static class ImagesReport
{
    /// <summary>Every cell by itself.</summary>
    public static Report Build(ImageSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var sweep = summary.Runs.Sweep;
        var majority = $"majority of {summary.Voters}";
        return new Report(
            [
                new ResultTable(
                    $"{sweep.Spec.Name}: rate {MetricText.Heading(summary.Metric)} over runs, and over runs and test images.",
                    [
                        new("cell"), new("settings", IsNumber: false), new("n"), new("images"), new("mean"),
                        new("95 % over runs"), new("95 % over runs and images"),
                    ],
                    [.. summary.Cells.Select(IReadOnlyList<string> (cell) =>
                    [
                        .. Names(cell.Cell), Text(cell.OverImages.N), Text(cell.Images), Rate(cell.OverImages.Value),
                        Ends(cell.OverRuns.Interval), Ends(cell.OverImages.Interval),
                    ])]),
                new ResultTable(
                    "Runs of one cell against each other, and as an ensemble.",
                    [new("cell"), new("disagreement"), new("95 % interval"), new(majority), new("one run"), new("voted on")],
                    [.. summary.Cells.Select(IReadOnlyList<string> (cell) =>
                    [
                        Text(cell.Cell.Number), Rate(cell.Disagreement.Value), Ends(cell.Disagreement.Interval),
                        Rate(cell.Majority?.Accuracy), Rate(cell.Majority?.Single), Text(cell.Majority?.Images ?? 0),
                    ])]),
            ],
            [
                $"over runs: {summary.Runs.Means.Description}. over runs and images: two-way clusters over runs and "
                + "original images, with Wilson's interval on Student's t; it holds beyond these images, and more runs alone do not make it small.",
                "disagreement: share of pairs of runs of the cell that differ in whether they are right about an image that both were tested "
                + "on, with a jackknife t interval over runs. Runs that are both wrong about it count as equal, whatever they predict.",
                $"{majority}: share of images on which most of the first {summary.Voters} runs that were tested on them are right; plurality "
                + "voting among these runs is right on at least this share. one run: the accuracy of single runs on the same images.",
                .. summary.Runs.Design is null ? []
                    : (string[])["Replicates are crossed, so that runs are not independent: no intervals over images or pairs."],
            ],
            [], [], [.. Missing(summary.Runs)], Provenance(summary.Runs));
    }

    /// <summary>Every other cell against a baseline.</summary>
    public static Report Build(BaselineChurn churn)
    {
        ArgumentNullException.ThrowIfNull(churn);
        return new Report(
            [
                new ResultTable(
                    $"{churn.Runs.Sweep.Spec.Name}: churn of each cell A against the baseline B = cell {churn.Baseline.Number} "
                    + $"({CellLabel.Short(churn.Baseline)}), {MetricText.Heading(churn.Metric)}, paired by replicate.",
                    [
                        new("cell"), new("settings", IsNumber: false), new("pairs"), new("churn"), new("95 % interval"),
                        new("only A right"), new("only B right"), new("A less B"),
                    ],
                    [.. churn.Others.Select(IReadOnlyList<string> (other) =>
                    [
                        .. Names(other.Cell), Text(other.Churn.N), Rate(other.Churn.Value), Ends(other.Churn.Interval),
                        Rate(other.OnlyCell), Rate(other.OnlyBaseline), Numbers.Signed(other.Difference),
                    ])]),
            ],
            [
                "churn: share of the test images on which exactly one of the two paired runs is right, mean over replicates; interval: "
                + $"{(churn.Runs.Design is null ? "Student's t over replicates" : "Satterthwaite's t over the levels of the crossed design")}. Images that "
                + "both get wrong count as unchanged, so that the share of changed predictions is at least this.",
                "A less B: difference of the accuracies, only A right less only B right. symmetry compare tests it.",
            ],
            [], [], [.. Missing(churn.Runs)], Provenance(churn.Runs));
    }

    /// <summary>Two trials.</summary>
    public static Report Build(TrialPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var (sweep, images) = (pair.Runs.Sweep, pair.Images);
        return new Report(
            [
                new ResultTable(
                    $"{sweep.Spec.Name}: trials A = {Name(pair.First)} and B = {Name(pair.Second)}, {MetricText.Heading(pair.Metric)}.",
                    [new("images"), new("A right"), new("B right"), new("both"), new("only A"), new("only B"), new("neither"), new("p"), new("p by original")],
                    [
                        [
                            Text(images.Count), Rate((double)(images.Both + images.OnlyFirst) / images.Count),
                            Rate((double)(images.Both + images.OnlySecond) / images.Count), Text(images.Both), Text(images.OnlyFirst),
                            Text(images.OnlySecond), Text(images.Neither), Numbers.P(pair.P), Numbers.P(pair.PByOriginal),
                        ],
                    ]),
            ],
            [
                "p: McNemar's exact test, two-sided, of \"A and B are right equally often\", as R's binom.test(only A, only A + only B); it takes "
                + $"images as independent. p by original: sign-flip test over the {Numbers.Count(pair.Originals, "original image")}, "
                + $"with all copies of one flipped together{(pair.Originals < images.Count ? "; copies are not independent, so read this one" : "")}.",
                "About these two networks. Over replicates, symmetry compare says whether their settings differ.",
            ],
            [], [], [], Provenance(pair.Runs));

        static string Name(TrialName trial) => $"cell {trial.Cell.Number} ({CellLabel.Short(trial.Cell)}), replicate {Text(trial.Replicate)}";
    }

    private static string[] Names(Cell cell) => [Text(cell.Number), CellLabel.Short(cell)];

    private static IEnumerable<string> Missing(SweepRuns runs)
    {
        if (!runs.IsComplete)
        {
            yield return $"Not finished: {Numbers.Count(runs.Ended)} of {Numbers.Count(runs.State.Trials)} trials ended.";
        }

        if (runs.Failed > 0)
        {
            yield return $"{Numbers.Count(runs.Failed, "trial")} failed or diverged and are left out.";
        }
    }

    private static List<(string, string)> Provenance(SweepRuns runs) =>
        [("sweep", runs.Sweep.Id), ("seed", Text(runs.Sweep.Spec.Seed)), ("fingerprint", runs.State.Fingerprint)];

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Rate(double? value) => Numbers.Fixed(value ?? double.NaN, 4);

    private static string Ends(Interval? interval) => interval is { } ends ? $"[{Rate(ends.Lower)}, {Rate(ends.Upper)}]" : Numbers.Undefined;
}
