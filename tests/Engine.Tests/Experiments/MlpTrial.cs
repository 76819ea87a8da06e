using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;

namespace Symmetry.Engine.Tests.Experiments;

/// <summary>Trials of the paper's networks, run without a sweep.</summary>
internal static class MlpTrial
{
    public static TrialSpec Spec(MlpSettings settings, StreamIndices indices) => new(ExperimentRegister.Default, settings, indices);

    public static TrialResult Run(MlpSettings settings, StreamIndices indices, FeatureStore store) => Spec(settings, indices).Run(new(store));
}
