using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"The same on X and on −X": the same number of correct images on every trial, and the same bits where features are invariant.</summary>
/// <remarks>The bits of the features are compared inside each trial (<see cref="MlpFacts.Invariance"/>); a trial that differs fails.</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about.</param>
public sealed record EqualityClaim(string Says, ImmutableArray<int> Cells) : CellClaim(Says, Cells)
{
    /// <inheritdoc/>
    public override bool IsStatistical => false;

    /// <inheritdoc/>
    protected override ClaimVerdict Judge(SweepRuns runs, int cell, double level)
    {
        var pairs = new PairedRuns(runs.Values(cell, KnownMetrics.Accuracy), runs.Values(cell, KnownMetrics.AccuracyInverted));
        var equal = pairs.Differences.Count(difference => difference == 0);
        var bits = runs.Sweep.Cells[cell].Settings is MlpSettings { IsInvariant: true } ? ", bits compared" : "";
        var count = Text($"{Name(runs, cell)}: {equal} of {Numbers.Count(pairs.Count, "trial")}{bits}");
        return pairs.Count == 0 ? ClaimVerdict.TooFewRuns($"{Name(runs, cell)} has no completed run")
            : equal < pairs.Count ? new ClaimVerdict(ClaimAnswer.Fails, count) { HasInterval = false }
            : new ClaimVerdict(ClaimAnswer.Holds, count + PossibleRate(runs, pairs.Count, level)) { HasInterval = runs.Design is null };
    }
}
