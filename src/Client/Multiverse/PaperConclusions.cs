using System.Collections.Immutable;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Multiverse;

/// <summary>The paper's conclusions, as claims about the ten cells of one reading.</summary>
internal static class PaperConclusions
{
    /// <summary>Creates the claims for the cells of one reading.</summary>
    public static IReadOnlyList<Claim> For(ImmutableArray<Cell> cells)
    {
        var identity = Where(settings => settings.Features is FeatureMapKind.Identity);
        var invariant = Where(settings => settings.IsInvariant);
        var gradient = Where(settings => settings.Features is FeatureMapKind.Gradient);
        var noBias = Where(settings => settings is { Features: FeatureMapKind.Identity, Bias: false, Training: TrainingSet.Original });
        var bias = Where(settings => settings is { Features: FeatureMapKind.Identity, Bias: true, Training: TrainingSet.Original });
        var both = Where(settings => settings is { Features: FeatureMapKind.Identity, Bias: false, Training: TrainingSet.Both });
        var biasBoth = Where(settings => settings is { Features: FeatureMapKind.Identity, Bias: true, Training: TrainingSet.Both });
        return
        [
            new BoundClaim("R + Rbar <= 1 without bias, in every trial", [.. noBias, .. both], Measure.Sum, double.NegativeInfinity, 1, OnEveryTrial: true),
            new EqualityClaim("invariant features: same results on X and -X", invariant),
            new OrderClaim("invariant features do best: x_i x_i+e1 beats every row of Table 1 on X and -X together", gradient, identity, Measure.Sum),
            new OrderClaim("invariant features do best: each of them beats every row of Table 1 on X and -X together", invariant, identity, Measure.Sum),
            new OrderClaim("x_i x_i+e1 beats every row of Table 1 on X alone", gradient, identity, Measure.Original),
            new OrderClaim("with bias, training on both beats training on X, on X and -X together", biasBoth, bias, Measure.Sum),
            new OrderClaim("no bias beats bias (x_i, trained on X)", noBias, bias, Measure.Original),
            new OrderClaim("no bias beats bias by 0.03 (at least 0.025)", noBias, bias, Measure.Original, 0.025),
            new BoundClaim("R = 0.5 without bias, trained on both (mean from 0.45 to 0.55)", both, Measure.Original, 0.45, 0.55, OnEveryTrial: false),
        ];

        ImmutableArray<int> Where(Func<TrialSettings, bool> matches) => [.. cells.Where(cell => matches(cell.Settings)).Select(cell => cell.Number)];
    }
}
