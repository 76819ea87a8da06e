using Symmetry.Engine.Features;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>Ignores the symmetry: trained on X.</summary>
internal sealed class IgnoreMethod : OrbitMethod
{
    public override string Name => "ignore";
    public override MlpTask Prepare(TrialSpec spec, FeatureStore features) => new OrbitTask(this, spec, features);
}
