using Symmetry.Engine.Features;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>Trained on the full orbit of every image (eq. 15, 16): |G| rows per image and epoch.</summary>
internal sealed class AugmentMethod : OrbitMethod
{
    public override string Name => "augment";
    protected internal override bool HoldsOrbits => true;
    public override double RowsPerImage(MlpSettings settings, int order) => order;
    public override MlpTask Prepare(TrialSpec spec, FeatureStore features) => new Task(this, spec, features);

    private sealed class Task(OrbitMethod method, TrialSpec spec, FeatureStore features) : OrbitTask(method, spec, features)
    {
        internal override int[] RowsOf(int epoch) => [.. Enumerable.Range(0, Matrix.Rows)];
    }
}
