using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>Trained on gx with a fresh uniform g for every image and epoch: the usual data augmentation.</summary>
internal sealed class FreshMethod : OrbitMethod
{
    public override string Name => "fresh";
    public override bool HasHessian => false;
    protected internal override bool HoldsOrbits => true;
    public override MlpTask Prepare(TrialSpec spec, FeatureStore features) => new Task(this, spec, features);

    private sealed class Task(OrbitMethod method, TrialSpec spec, FeatureStore features) : OrbitTask(method, spec, features)
    {
        internal override bool HasFreshRows => true;

        // Part 0 of the stream is the sample, part 1 the transformed test images.
        internal override int[] RowsOf(int epoch)
        {
            var stream = Spec.Indices.Stream(Purpose.Orbit, 2 + (uint)epoch);
            var drawn = new int[Images.Count];
            for (var image = 0; image < drawn.Length; image++)
            {
                drawn[image] = (int)stream.Below((uint)Group.Order);
            }

            return [.. Split.Train.ToArray().Select((image, i) => (i * Group.Order) + drawn[image])];
        }

        // Over X, since the rows of no epoch are special.
        internal override double TrainLoss(Network network) => network.MeanLoss(Matrix, Originals, Labels, Settings.Loss);
    }
}
