using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"So much of the spread is this source's": a crossed factor's share of the variance of one run stays within bounds.</summary>
/// <remarks>The share by itself, without interactions (<see cref="VarianceComponents"/>). Undecided unless every run was completed.</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about; the sweep's replicates are crossed.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="Factor">The factor, as <see cref="CrossedDesign"/> names it.</param>
/// <param name="AtLeast">The lower bound; −∞ for none.</param>
/// <param name="AtMost">The upper bound; ∞ for none.</param>
public sealed record ShareClaim(
    string Says, ImmutableArray<int> Cells, Measure Measure, string Factor, double AtLeast, double AtMost) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells { get; } = Cells;

    /// <inheritdoc/>
    public override Verdict Judge(ClaimData data) => Verdict.OfAll(Cells.Select(cell =>
    {
        var design = CrossedDesign.Of(data.Sweep.Spec.Replicates)!;
        var values = data.Values(cell, Measure);
        if (values.Length != data.Sweep.Replicates)
        {
            return new Verdict(ClaimAnswer.Undecided, $"{data.Name(cell)}: {values.Length} of {data.Sweep.Replicates} runs are completed");
        }

        var shares = VarianceComponents.Analyse(design.Names, design.Levels, values, data.Sweep.Spec.Seed, (uint)(2 * cell), data.Level).Factors;
        var share = shares.First(one => one.Name == Factor).Alone;
        return share.Interval is not { } interval
            ? new Verdict(ClaimAnswer.Undecided, $"{data.Name(cell)}: no interval of the share of {Factor}")
            : new Verdict(BoundClaim.AnswerOf(interval, AtLeast, AtMost), string.Create(
                CultureInfo.InvariantCulture,
                $"{data.Name(cell)}: {Factor} {share.Value:F3} [{interval.Lower:F3}, {interval.Upper:F3}] of the variance of one run ({share.Method})"));
    }));
}
