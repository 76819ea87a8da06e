namespace Symmetry.Analysis.Statistics;

/// <summary>Which test a comparison's p is of.</summary>
public enum PairedTest
{
    /// <summary>The sign-flip test with mid-p.</summary>
    SignFlipMidP,

    /// <summary>Student's paired t test, where few pairs differ.</summary>
    PairedT,

    /// <summary>The exact sign-flip test, where few pairs differ and all by the same, so that there is no t.</summary>
    SignFlip,
}
