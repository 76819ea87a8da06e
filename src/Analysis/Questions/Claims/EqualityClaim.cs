using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Engine.Experiments;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"The same on X and on −X": the same number of correct images on every trial, and the same bits where features are invariant.</summary>
/// <remarks>The bits of the features are compared inside each trial (<see cref="ExactFact.Invariance"/>); a trial that differs fails.</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about.</param>
public sealed record EqualityClaim(string Says, ImmutableArray<int> Cells) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells { get; } = Cells;

    /// <inheritdoc/>
    public override Verdict Judge(ClaimData data) => Verdict.OfAll(Cells.Select(cell =>
    {
        var trials = data.Trials(cell);
        var equal = trials.Count(trial => trial.Find("accuracy")?.Correct == trial.Find("accuracy_inverted")?.Correct);
        var bits = data.Sweep.Experiment.FactsOf(data.Sweep.Cells[cell].Settings).Contains(Symmetry.Engine.Experiments.Mlp.MlpFacts.Invariance) ? ", bits compared" : "";
        return new Verdict(
            trials.Count == 0 ? ClaimAnswer.Undecided : equal == trials.Count ? ClaimAnswer.Holds : ClaimAnswer.Fails,
            string.Create(CultureInfo.InvariantCulture, $"{data.Name(cell)}: {equal} of {trials.Count} trials{bits}"));
    }));
}
