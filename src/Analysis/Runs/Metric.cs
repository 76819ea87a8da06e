namespace Symmetry.Analysis.Runs;

/// <summary>Whether a metric is counted or measured.</summary>
public enum MetricKind
{
    /// <summary>Correct answers of a total: exact integers.</summary>
    Proportion,

    /// <summary>A real number.</summary>
    Real,
}

/// <summary>Which values of a metric are better.</summary>
public enum Better
{
    /// <summary>Larger ones.</summary>
    Larger,

    /// <summary>Smaller ones.</summary>
    Smaller,

    /// <summary>Neither.</summary>
    Neither,
}

/// <summary>One number that a trial reports.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Whether it is counted or measured.</param>
/// <param name="Better">Which values are better.</param>
public sealed record Metric(string Name, MetricKind Kind, Better Better)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
