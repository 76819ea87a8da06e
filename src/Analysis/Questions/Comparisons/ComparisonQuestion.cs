using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>Which cells of a sweep are compared with which, in which metric.</summary>
/// <param name="Runs">What the sweep found.</param>
/// <param name="Baselines">The cells that the others are compared with; empty where all pairs are compared.</param>
/// <param name="Metric">The metric.</param>
public abstract record ComparisonQuestion(SweepRuns Runs, IReadOnlyList<Cell> Baselines, Metric Metric)
{
    // About three minutes on two cores: 2,500 differences of 40 replicates, or one of 4,700.
    private const long MaxCost = 100_000;

    /// <summary>The sweep.</summary>
    public Sweep Sweep => Runs.Sweep;

    /// <summary>The one baseline; null where there are several or none.</summary>
    public Cell? Baseline => Baselines.Count == 1 ? Baselines[0] : null;

    /// <summary>Whether every cell is compared with the one baseline that has the same other settings.</summary>
    public bool IsMatched { get; init; }

    /// <summary>How often data like this gives a false verdict; null where it was not asked.</summary>
    public SelfCheck? SelfCheck { get; init; }

    /// <summary>The differences in this metric, each with its place in the family.</summary>
    public abstract IReadOnlyList<(Cell Cell, Cell Baseline, int Place)> Places { get; }

    /// <summary>The pairs of cells of a comparison with baselines, or of all pairs where there are none.</summary>
    /// <exception cref="SelectionException">No cell has a matching baseline.</exception>
    protected static IReadOnlyList<(Cell Cell, Cell Baseline)> PairsOf(Sweep sweep, IReadOnlyList<Cell> baselines, IReadOnlyList<Setting>? matching)
    {
        if (matching is null)
        {
            return baselines.Count == 0 ? CellPairs.All(sweep) : CellPairs.With(sweep, baselines);
        }

        var pairs = CellPairs.Matched(sweep, baselines, matching);
        return pairs.Count > 0
            ? pairs
            : throw new SelectionException($"No other cell has the same settings as a baseline, except for {string.Join(", ", matching)}.");
    }

    /// <summary>Checks a family.</summary>
    /// <param name="family">The family.</param>
    /// <param name="noPValueReason">Why no difference has a p; null if one has.</param>
    /// <param name="stop">Ends it early.</param>
    private protected SelfCheck Check(IResampledFamily family, string? noPValueReason, CancellationToken stop)
    {
        if ((DifferenceText.Caveat(Runs) ?? noPValueReason) is { } reason)
        {
            throw new SelectionException($"--self-check repeats tests, and there is no p to check. {reason}");
        }

        return family.Cost <= MaxCost ? SelfCheck.Run(family, Sweep.Spec.Seed, stop) : throw new SelectionException(
            $"--self-check repeats the comparison {Numbers.Count(2 * (SelfCheck.Tables + SelfCheck.Halvings))} times, and "
            + $"{Numbers.Count(family.Size, "difference")} of {Numbers.Count(family.Strata.Max(), "replicate")} are too many for that: compare with fewer "
            + "baselines or replicates.");
    }
}
