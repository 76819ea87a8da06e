namespace Symmetry.Analysis.Runs;

/// <summary>Metrics and their values in words.</summary>
public static class MetricText
{
    /// <summary>A label for plots and lists: X, -X or the metric's name.</summary>
    public static string Label(Metric metric) =>
        metric == KnownMetrics.Accuracy ? "X" : metric == KnownMetrics.AccuracyInverted ? "-X" : metric.Name;

    /// <summary>A heading over columns: on X_test, on -X_test or the metric's name.</summary>
    public static string Heading(Metric metric) => KnownMetrics.TestSets.Contains(metric) ? $"on {Label(metric)}_test" : metric.Name;

    /// <summary>A metric as the end of a sentence about runs: on X_test, in loss.</summary>
    public static string In(Metric metric) => KnownMetrics.TestSets.Contains(metric) ? Heading(metric) : $"in {metric.Name}";

    /// <summary>A labelled metric as the end of a sentence about runs: on X, on X, -X, in loss.</summary>
    public static string In(Metric metric, string label) => $"{(KnownMetrics.TestSets.Contains(metric) ? "on" : "in")} {label}";

    /// <summary>What stands beside an axis: what the metric measures, or its name where its experiment does not say.</summary>
    public static string Axis(Metric metric) => metric.Summary.Length > 0 ? metric.Summary : metric.Name;

    /// <summary>A value: rates and losses with so many decimals, other real numbers, which may be of any size, with so many digits.</summary>
    public static string Value(Metric metric, double value, int digits = 4) =>
        HasDecimals(metric) ? value.ToString($"F{digits}", CultureInfo.InvariantCulture) : Numbers.Significant(value, digits);

    /// <summary>A difference, with its sign.</summary>
    public static string Difference(Metric metric, double value) => (value < 0 ? "" : "+") + Value(metric, value);

    /// <summary>A value as <see cref="Value"/> writes it, without a negative zero; <see cref="Numbers.Undefined"/> where it is not finite.</summary>
    public static string Finite(Metric metric, double? value, int digits = 4) =>
        HasDecimals(metric) ? Numbers.Fixed(value ?? double.NaN, digits) : Numbers.Significant(value ?? double.NaN, digits);

    /// <summary>A difference with its sign, without a negative zero; <see cref="Numbers.Undefined"/> where it is not finite.</summary>
    public static string Signed(Metric metric, double? difference) =>
        (difference is > 0 and < double.PositiveInfinity ? "+" : "") + Finite(metric, difference);

    private static bool HasDecimals(Metric metric) =>
        metric.Kind is MetricKind.Proportion || metric == KnownMetrics.Sum || metric == KnownMetrics.TrainLoss;
}
