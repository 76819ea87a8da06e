using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>What a stopping rule makes of runs in replicate order.</summary>
/// <param name="Stopped">Whether the rule has stopped.</param>
/// <param name="N">After how many runs it stopped; how many it has seen otherwise.</param>
/// <param name="Estimate">The mean of exactly those N runs with its interval.</param>
/// <param name="ExpectedN">Where it will stop if the spread stays as seen so far; N itself when stopped.</param>
internal sealed record StoppingDecision(bool Stopped, long N, Estimate Estimate, long ExpectedN)
{
    /// <summary>Finds the first prefix at which a rule stops.</summary>
    public static StoppingDecision Find(FixedWidthStopping rule, ReadOnlySpan<int> correct, int total)
    {
        var tally = new Tally(total);
        for (var i = 0; i < correct.Length && !rule.StopsAt(tally); i++)
        {
            tally.Add(correct[i]);
        }

        return new StoppingDecision(rule.StopsAt(tally), tally.N, StudentTIntervals.Mean(tally, rule.Level), rule.ExpectedN(tally));
    }
}
