using Symmetry.Analysis.Questions.Claims;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Multiverse;

/// <summary>What the paper concludes, as claims about the ten cells of any reading.</summary>
public static class Conclusion
{
    /// <summary>The conclusions for the cells of one reading.</summary>
    public static IReadOnlyList<Claim> Claims(ImmutableArray<Cell> cells)
    {
        var identity = Where(settings => settings.Features == FeatureMaps.Identity);
        var invariant = Where(settings => settings.IsInvariant);
        var gradient = Where(settings => settings.Features == FeatureMaps.Gradient);
        var noBias = Where(settings => settings is { IsInvariant: false, Bias: false, Training: TrainingSet.Original });
        var bias = Where(settings => settings is { IsInvariant: false, Bias: true, Training: TrainingSet.Original });
        var both = Where(settings => settings is { IsInvariant: false, Bias: false, Training: TrainingSet.Both });
        var biasBoth = Where(settings => settings is { IsInvariant: false, Bias: true, Training: TrainingSet.Both });
        return
        [
            new BoundClaim("R + Rbar <= 1 without bias, on every trial", [.. noBias, .. both],
                KnownMetrics.Sum, double.NegativeInfinity, 1, OnEveryTrial: true),
            new EqualityClaim("invariant features: same results on X and -X", invariant),
            new OrderClaim("invariant features do best: x_i x_i+e1 beats every row of Table 1, X and -X together", gradient, identity, KnownMetrics.Sum),
            new OrderClaim("invariant features do best: each of them beats every row of Table 1, X and -X together", invariant, identity, KnownMetrics.Sum),
            new OrderClaim("x_i x_i+e1 beats every row of Table 1 on X alone", gradient, identity, KnownMetrics.Accuracy),
            new OrderClaim("trained on both with bias beats trained on X, X and -X together", biasBoth, bias, KnownMetrics.Sum),
            new OrderClaim("no bias beats bias (x_i, trained on X)", noBias, bias, KnownMetrics.Accuracy),
            new OrderClaim("no bias beats bias by 0.03, that is 0.025 at least", noBias, bias, KnownMetrics.Accuracy, 0.025),
            new BoundClaim("R = 0.5 without bias, trained on both (mean from 0.45 to 0.55)", both, KnownMetrics.Accuracy, 0.45, 0.55, OnEveryTrial: false),
        ];

        ImmutableArray<int> Where(Func<MlpSettings, bool> matches) => [.. cells.Where(cell => matches((MlpSettings)cell.Settings)).Select(cell => cell.Number)];
    }
}
