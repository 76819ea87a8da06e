namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"So much of the spread is this source's": a crossed factor's share of the variance of one run stays within bounds.</summary>
/// <remarks>The share by itself, without interactions (<see cref="VarianceComponents"/>). Undecided unless every run was completed.</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about; the sweep's replicates are crossed.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Factor">The factor, as <see cref="CrossedDesign"/> names it.</param>
/// <param name="AtLeast">The lower bound; −∞ for none.</param>
/// <param name="AtMost">The upper bound; ∞ for none.</param>
public sealed record ShareClaim(string Says, ImmutableArray<int> Cells, Metric Metric, string Factor, double AtLeast, double AtMost) : CellClaim(Says, Cells)
{
    /// <inheritdoc/>
    protected override ClaimVerdict Judge(SweepRuns runs, int cell, double level)
    {
        var values = runs.Values(cell, Metric).Finite;
        if (!runs.Means.IsBalanced(values.Length))
        {
            return ClaimVerdict.TooFewRuns($"{Name(runs, cell)}: {values.Length} of {runs.Sweep.Replicates} runs are completed");
        }

        var shares = runs.Design!.Components(values, runs.Sweep.Spec.Seed, runs.QuestionOf(cell, Metric), level).Factors;
        var share = shares.First(factor => factor.Name == Factor).Alone;
        return share.Interval is { } interval
            ? new ClaimVerdict(AnswerWithin(interval, AtLeast, AtMost), Text(
                $"{Name(runs, cell)}: {Factor} {share.Value:F3} [{interval.Lower:F3}, {interval.Upper:F3}] of the variance of one run ({share.Method})"))
            : ClaimVerdict.TooFewRuns($"{Name(runs, cell)}: no interval of the share of {Factor}");
    }
}
