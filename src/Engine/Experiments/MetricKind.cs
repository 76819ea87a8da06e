namespace Symmetry.Engine.Experiments;

/// <summary>The kind of number that a metric is.</summary>
public enum MetricKind
{
    /// <summary>A number of correct cases out of a total: exact integers, whose sums do not depend on the order.</summary>
    Proportion,

    /// <summary>A number in double precision; values are folded in replicate order.</summary>
    Real,
}
