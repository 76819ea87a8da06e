namespace Symmetry.Analysis.Runs;

/// <summary>A result that counts: no earlier one of its cell is missing, and its cell did not stop before it.</summary>
/// <param name="Cell">Its cell.</param>
/// <param name="Result">The result.</param>
public readonly record struct CountedResult(int Cell, TrialResult Result);
