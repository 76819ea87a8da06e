namespace Symmetry.Analysis.Questions.Claims;

/// <summary>What the results say about a claim.</summary>
public enum ClaimAnswer
{
    /// <summary>The results say so, at the stated level.</summary>
    Holds,

    /// <summary>The results say the contrary, at the stated level.</summary>
    Fails,

    /// <summary>The results do not decide it: more replicates may.</summary>
    Undecided,

    /// <summary>A printed number can be that of one run. This does not show that it is: an interval contains many other numbers, too.</summary>
    NotRefuted,

    /// <summary>A printed number lies where at most one run in twenty falls, at the default level.</summary>
    Refuted,
}
