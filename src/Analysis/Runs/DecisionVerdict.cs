namespace Symmetry.Analysis.Runs;

/// <summary>The answer to a question between two cells, A and B.</summary>
public enum DecisionVerdict
{
    /// <summary>Not decided yet, or not within the budget.</summary>
    Undecided,

    /// <summary>A is better.</summary>
    FirstBetter,

    /// <summary>B is better.</summary>
    SecondBetter,

    /// <summary>They differ by less than the margin.</summary>
    Equivalent,
}
