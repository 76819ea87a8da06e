using Symmetry.Engine.Features;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>Trained and tested on the canonical image of the orbit (frame averaging with one frame).</summary>
internal sealed class CanonicalMethod : OrbitMethod
{
    public override string Name => "canonical";
    protected internal override bool IsInvariant => true;
    public override MlpTask Prepare(TrialSpec spec, FeatureStore features) => new Task(this, spec, features);

    private sealed class Task(OrbitMethod method, TrialSpec spec, FeatureStore features) : OrbitTask(method, spec, features)
    {
        protected override void WriteTrainingInputs(ReadOnlySpan<float> image, Span<float> inputs) => Group.Canonical(image, inputs);
    }
}
