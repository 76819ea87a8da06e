namespace Symmetry.Analysis.Questions.Tables;

/// <summary>How the interval of a mean is computed.</summary>
public enum IntervalKind
{
    /// <summary>Student's t.</summary>
    T,

    /// <summary>The outer hull of Student's t and Hall's interval, for skewed runs.</summary>
    Skewed,

    /// <summary>The score interval on Student's t.</summary>
    Score,

    /// <summary>The BCa bootstrap.</summary>
    Bca,

    /// <summary>Over runs and over test images: from outcomes per image where they are kept, and a bound from counts otherwise.</summary>
    Images,

    /// <summary>Not of the mean: where one further run will fall.</summary>
    Run,
}
