namespace Symmetry.Analysis.Statistics;

/// <summary>What one run did with the copies of one original image.</summary>
/// <param name="Run">Which run, usually the replicate; any number.</param>
/// <param name="Original">Which original image; any number. Its shifted copies share it, because they are not
/// independent.</param>
/// <param name="Correct">How many copies the run had right, in 0 … <paramref name="Asked"/>.</param>
/// <param name="Asked">How many copies of it the run was tested on, at least 1.</param>
public readonly record struct ImageOutcome(int Run, int Original, int Correct, int Asked);
