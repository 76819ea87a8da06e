
namespace Symmetry.Analysis.Statistics;

/// <summary>What a stopping rule made of the runs so far.</summary>
/// <param name="Stopped">Whether the rule has stopped.</param>
/// <param name="N">After how many runs, in replicate order, it stopped; how many it has seen otherwise.</param>
/// <param name="Estimate">The mean of exactly those N runs with its interval. Runs that were made beyond N are not part of
/// it.</param>
/// <param name="ExpectedN">Where it will stop if the spread stays as seen so far, at most the budget; N itself when
/// stopped.</param>
public sealed record StoppingDecision(bool Stopped, long N, Estimate Estimate, long ExpectedN);
