namespace Symmetry.Analysis.Runs;

/// <summary>What is known of a sweep beside its rows.</summary>
/// <param name="Trials">How many trials it has; with a goal as many as are expected.</param>
/// <param name="Fingerprint">The fingerprint over the rows that were read.</param>
/// <param name="Verified">Duplicate results that were compared and found equal.</param>
/// <param name="Mismatched">Duplicate results that differed.</param>
public sealed record RunsState(long Trials, string Fingerprint = "", long Verified = 0, long Mismatched = 0);
