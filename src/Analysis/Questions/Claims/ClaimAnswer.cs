namespace Symmetry.Analysis.Questions.Claims;

/// <summary>Whether a claim holds.</summary>
public enum ClaimAnswer
{
    /// <summary>The results say so, at the stated level.</summary>
    Holds,

    /// <summary>The results say the contrary, at the stated level.</summary>
    Fails,

    /// <summary>The results do not decide it: more replicates may.</summary>
    Undecided,
}
