namespace Symmetry.Engine.Experiments;

/// <summary>Which values of a metric are better.</summary>
public enum MetricDirection
{
    /// <summary>Neither: the metric describes a trial and does not rate it.</summary>
    None,

    /// <summary>Larger values are better.</summary>
    Larger,

    /// <summary>Smaller values are better.</summary>
    Smaller,
}
