using Symmetry.Engine.Features;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>Trained on the (image, g) that are kept with probability mu, the same in every epoch (eq. 17, 18).</summary>
internal sealed class SampleMethod : OrbitMethod
{
    public override string Name => "sample";
    protected internal override bool HoldsOrbits => true;
    public override double RowsPerImage(MlpSettings settings, int order) => order * settings.Mu;
    public override MlpTask Prepare(TrialSpec spec, FeatureStore features) => new Task(this, spec, features);

    private sealed class Task(OrbitMethod method, TrialSpec spec, FeatureStore features) : OrbitTask(method, spec, features)
    {
        internal override int[] RowsOf(int epoch)
        {
            var train = Split.Train.ToArray();
            var isKept = OrbitSample.Draw(Images.Count, Group.Order, Settings.Mu, Spec.Indices);
            return [.. Enumerable.Range(0, Matrix.Rows).Where(row => isKept(train[row / Group.Order], row % Group.Order))];
        }
    }
}
