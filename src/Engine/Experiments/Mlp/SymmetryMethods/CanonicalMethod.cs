using Symmetry.Engine.Features;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>Trained and tested on the canonical image of the orbit (frame averaging with one frame).</summary>
internal sealed class CanonicalMethod : OrbitMethod
{
    /// <inheritdoc/>
    public override string Name => "canonical";

    /// <inheritdoc/>
    protected override bool IsInvariant => true;

    /// <inheritdoc/>
    public override MlpTask Prepare(TrialSpec spec, FeatureStore features) => new Task(spec, features);

    private sealed class Task(TrialSpec spec, FeatureStore features) : OrbitTask(spec, features)
    {
        protected override bool IsInvariant => true;

        protected override void WriteTrainingInputs(ReadOnlySpan<float> image, Span<float> inputs) => Group.Canonical(image, inputs);
    }
}
