namespace Symmetry.Analysis.Statistics;

/// <summary>How the cells that may be best were found.</summary>
public enum BestMethod
{
    /// <summary>Not at all: there are too few replicates to exclude a cell.</summary>
    TooFewReplicates,

    /// <summary>By all 2ⁿ joint sign flips.</summary>
    AllFlips,

    /// <summary>By joint sign flips that were drawn.</summary>
    DrawnFlips,

    /// <summary>By Student's t with Bonferroni's correction: a screen for very many cells.</summary>
    Screen,
}
