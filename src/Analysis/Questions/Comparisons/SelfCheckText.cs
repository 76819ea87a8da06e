using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>A self-check as people read it; nothing where there was none.</summary>
internal static class SelfCheckText
{
    /// <summary>How often halves of the replicates agree on each verdict.</summary>
    public static IEnumerable<ResultTable> Tables(ComparisonQuestion question)
    {
        if (question.SelfCheck is { } check)
        {
            yield return new ResultTable(
                "Self-check: the verdict on each difference, and how often two halves of the replicates agree on it.",
                [.. ComparisonText.CellColumns(question), .. ComparisonText.SettingColumns(question), new("verdict", IsNumber: false), new("halves agree")],
                [
                    .. question.Places.Select(IReadOnlyList<string> (entry) =>
                    [
                        .. ComparisonText.Cells(entry.Cell, entry.Baseline, question), .. ComparisonText.Settings(entry.Cell, entry.Baseline, question),
                        Word(check.Verdicts[entry.Place]), Percent(check.Agreement[entry.Place]),
                    ]),
                ]);
        }
    }

    /// <summary>The two numbers.</summary>
    public static IEnumerable<string> Findings(ComparisonQuestion question)
    {
        if (question.SelfCheck is not { } check)
        {
            yield break;
        }

        var ends = check.FalseInterval;
        yield return $"Self-check: {Numbers.Count(check.FalseTables)} of {Numbers.Count(SelfCheck.Tables)} comparisons of this data without any difference "
            + $"had a false star: {Percent(check.FalseRate)} [{Percent(ends.Lower)}, {Percent(ends.Upper)}]. Symmetric data like this has "
            + $"{Percent(check.SymmetricRate)}, and the tests promise at most {Percent(SelfCheck.Alpha)}.";
        yield return check.MeanAgreement is { } agreement
            ? $"Self-check: {Percent(1 - agreement)} of verdicts (above, below or open) differ between two random halves of the replicates."
            : "Self-check: too few replicates to compare one half of them with the other.";
    }

    /// <summary>How it was done, and what it cannot see.</summary>
    public static IEnumerable<string> Legend(ComparisonQuestion question)
    {
        if (question.SelfCheck is not null)
        {
            yield return "self-check: every difference is made 0, as many replicates are drawn with replacement, and all tests are repeated. This shows "
                + "what skewed values do to the error rate: what is above that of symmetric data, whose deviations have random signs. Both are too large for "
                + "many differences of few replicates, and neither sees dependence between replicates, such as folds that share training data. The "
                + "brackets are the error of drawing. halves agree: of "
                + $"{Numbers.Count(SelfCheck.Halvings)} random splits; halves find less than all replicates do, and two that find nothing agree.";
        }
    }

    /// <summary>A verdict in one word.</summary>
    public static string Word(DifferenceVerdict verdict) => verdict switch
    {
        DifferenceVerdict.Above => "above",
        DifferenceVerdict.Below => "below",
        _ => "open",
    };

    private static string Percent(double? proportion) => proportion is { } value ? $"{Numbers.Fixed(100 * value, 1)} %" : Numbers.Undefined;
}
