namespace Symmetry.Analysis.Runs;

/// <summary>One trial that ended.</summary>
/// <param name="Replicate">Its replicate.</param>
/// <param name="Result">What it found.</param>
/// <param name="Attempts">How many times it was tried.</param>
/// <param name="Silo">Who trained it.</param>
/// <param name="Seconds">How long it took; NaN where that is not known.</param>
public readonly record struct RunRow(long Replicate, TrialResult Result, int Attempts = 1, string Silo = "", double Seconds = double.NaN);
