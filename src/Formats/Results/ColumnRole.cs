namespace Symmetry.Formats.Results;

/// <summary>What a column without a named role means.</summary>
internal enum ColumnRole
{
    /// <summary>Nothing: it is constant, or differs in every row.</summary>
    Ignored,

    /// <summary>It tells cells apart.</summary>
    Axis,

    /// <summary>It is a result.</summary>
    Metric,
}
