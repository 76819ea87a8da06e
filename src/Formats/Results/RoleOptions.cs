namespace Symmetry.Formats.Results;

/// <summary>The roles of columns as somebody named them, each a list with commas; null where they are inferred.</summary>
/// <param name="Replicate">What tells the replicates of a cell apart; replicates with equal values are paired across cells.</param>
/// <param name="Metric">The metrics: <c>NAME</c> or <c>CORRECT/TOTAL</c>, and <c>:larger</c> or <c>:smaller</c> for the better direction.</param>
/// <param name="Axis">The axes of the grid.</param>
/// <param name="NeedsReplicates">Whether a file must say which rows are paired; otherwise the rows of each cell may just be counted.</param>
internal sealed record RoleOptions(string? Replicate = null, string? Metric = null, string? Axis = null, bool NeedsReplicates = true)
{
    /// <summary>The name of the option for replicates.</summary>
    public const string ReplicateName = "--replicate";

    /// <summary>The name of the option for metrics.</summary>
    public const string MetricName = "--metric";

    /// <summary>The name of the option for axes.</summary>
    public const string AxisName = "--axis";

    /// <summary>The options that were given.</summary>
    public IEnumerable<string> Given =>
        new[] { (ReplicateName, Replicate), (MetricName, Metric), (AxisName, Axis) }.Where(option => option.Item2 is not null).Select(option => option.Item1);
}
