namespace Symmetry.Analysis.Runs;

/// <summary>Metrics and their values in words.</summary>
public static class MetricText
{
    /// <summary>A label for plots and lists: X, -X or the metric's name.</summary>
    public static string Label(Metric metric) =>
        metric == KnownMetrics.Accuracy ? "X" : metric == KnownMetrics.AccuracyInverted ? "-X" : metric.Name;

    /// <summary>A heading over columns: on X_test, on -X_test or the metric's name.</summary>
    public static string Heading(Metric metric) => KnownMetrics.TestSets.Contains(metric) ? $"on {Label(metric)}_test" : metric.Name;

    /// <summary>A value: rates and losses with so many decimals, other real numbers, which may be of any size, with so many digits.</summary>
    public static string Value(Metric metric, double value, int digits = 4) =>
        value.ToString(HasDecimals(metric) ? $"F{digits}" : $"G{digits}", CultureInfo.InvariantCulture);

    /// <summary>A difference, with its sign.</summary>
    public static string Difference(Metric metric, double value) => (value < 0 ? "" : "+") + Value(metric, value);

    private static bool HasDecimals(Metric metric) =>
        metric.Kind is MetricKind.Proportion || metric == KnownMetrics.Sum || metric == KnownMetrics.TrainLoss;
}
