using Symmetry.Analysis.Questions.Tables;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>The words that reports of comparisons share.</summary>
internal static class ComparisonText
{
    private const int MaxNamed = 5;

    public static TableColumn[] CellColumns(ComparisonQuestion question) => question.Baseline is null ? [new("A"), new("B")] : [new("cell")];

    public static TableColumn[] SettingColumns(ComparisonQuestion question) => question.Baseline is null
        ? [new("settings of A", IsNumber: false), new("settings of B", IsNumber: false)]
        : [new("settings", IsNumber: false)];

    public static IEnumerable<string> Cells(Cell cell, Cell baseline, ComparisonQuestion question) =>
        Sides(cell, baseline, question).Select(side => side.Number.ToString(CultureInfo.InvariantCulture));

    public static IEnumerable<string> Settings(Cell cell, Cell baseline, ComparisonQuestion question) =>
        Sides(cell, baseline, question).Select(CellLabel.Short);

    public static string Against(ComparisonQuestion question) => question switch
    {
        { Baseline: { } baseline } => $"each cell A less the baseline B = cell {baseline.Number} ({CellLabel.Short(baseline)})",
        { Baselines: [] } => "each cell A less each earlier cell B",
        { IsMatched: true } => $"each cell A less the baseline B that has the same other settings, of {Numbered(question)}",
        _ => $"each cell A less each baseline B = {Numbered(question)}",
    };

    public static string Family(int size, ComparisonQuestion question) =>
        $"{Numbers.Count(size, "difference")} {From(question)}, {Scope(question)}";

    private static string From(ComparisonQuestion question) =>
        question.Baselines is [] ? "between all pairs of cells" : $"from {Numbered(question)}";

    public static string What(Metric metric) => KnownMetrics.TestSets.Contains(metric) ? $"rate {MetricText.Heading(metric)}" : metric.Name;

    private static string Scope(ComparisonQuestion question) =>
        Difference.Family(question.Metric, question.Runs.Metrics).Count > 1 ? "on both test sets" : $"in {question.Metric}";

    public static string Stars(double? p) => p switch { <= 0.001 => "***", <= 0.01 => "**", <= 0.05 => "*", _ => "" };

    public static string Ends(ComparisonQuestion question, Interval? interval) => Ends(interval, value => MetricText.Signed(question.Metric, value));

    public static string Ends(Interval? interval, Func<double?, string> write) =>
        interval is { } ends ? $"[{write(ends.Lower)}, {write(ends.Upper)}]" : Numbers.Undefined;

    private static Cell[] Sides(Cell cell, Cell baseline, ComparisonQuestion question) => question.Baseline is null ? [cell, baseline] : [cell];

    private static string Numbered(ComparisonQuestion question) =>
        $"cell{(question.Baselines.Count == 1 ? "" : "s")} {string.Join(", ", question.Baselines.Take(MaxNamed).Select(cell => cell.Number))}"
        + (question.Baselines.Count > MaxNamed ? ", ..." : "");
}
