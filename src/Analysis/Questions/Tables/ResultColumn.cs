namespace Symmetry.Analysis.Questions.Tables;

/// <summary>A column of results that a table can show. <see cref="N"/> and <see cref="Best"/> are of a cell, the others of each metric.</summary>
public enum ResultColumn
{
    /// <summary>Completed runs.</summary>
    N,

    /// <summary>The mean, or the middle that was chosen instead.</summary>
    Mean,

    /// <summary>The standard deviation of one run.</summary>
    Sd,

    /// <summary>The 95 % interval of the middle.</summary>
    Interval,

    /// <summary>The least value.</summary>
    Min,

    /// <summary>The greatest value.</summary>
    Max,

    /// <summary>The median.</summary>
    Median,

    /// <summary>How many runs collapsed.</summary>
    Collapsed,

    /// <summary>The paper's number.</summary>
    Paper,

    /// <summary>Whether the cell may be best.</summary>
    Best,
}
