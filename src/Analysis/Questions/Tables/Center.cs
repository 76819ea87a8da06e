namespace Symmetry.Analysis.Questions.Tables;

/// <summary>The middle of a cell's runs.</summary>
public enum Center
{
    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The median.</summary>
    Median,

    /// <summary>The mean of the middle half.</summary>
    Iqm,
}
