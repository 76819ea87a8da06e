namespace Symmetry.Analysis.Statistics;

/// <summary>What a test says of a difference.</summary>
public enum DifferenceVerdict
{
    /// <summary>The adjusted p is above 0.05, or there is none.</summary>
    Open = 0,

    /// <summary>The adjusted p is at most 0.05, and the first side is larger.</summary>
    Above = 1,

    /// <summary>The adjusted p is at most 0.05, and the first side is smaller.</summary>
    Below = 2,
}
