using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>
/// The first layer's weights are shared over the group, and its hidden values averaged over it: h = 1/|G|·Σ f(W·gx + b), a lift
/// and a pooling (T. Cohen, M. Welling, "Group equivariant convolutional networks", ICML 2016), with as many parameters.
/// </summary>
internal sealed class ShareMethod : OrbitMethod
{
    public override string Name => "share";
    public override bool HasHessian => false;
    protected internal override bool HoldsOrbits => true;
    protected internal override bool IsInvariant => true;
    protected internal override bool PredictsInOnePass => false;

    public override ValidationError? Validate(MlpSettings settings) => settings switch
    {
        { Hidden.Count: 0 } => new("hidden", "symmetry: share averages hidden values and needs at least one hidden layer, got hidden: []."),
        { Bias: false } when settings.Activation.IsOdd() && settings.Group.HasInversion() => new("symmetry",
            $"symmetry: share with the group {MlpRules.TextOf("group", settings)}, activation: {MlpRules.TextOf("activation", settings)} "
            + "and bias: false averages f(z) and f(-z) to 0. "
            + "Set bias: true, or choose an activation that is not odd."),
        { BiasScale: > 0 } => new("biasScale", "symmetry: share does not support biasScale."),
        _ => base.Validate(settings),
    };

    public override double RowsPerImage(MlpSettings settings, int order) => order;
    public override MlpTask Prepare(TrialSpec spec, FeatureStore features) => new Task(this, spec, features);

    // The matrix holds the orbits of canonical images.
    private sealed class Task(OrbitMethod method, TrialSpec spec, FeatureStore features) : OrbitTask(method, spec, features)
    {
        internal override int FirstLayerPasses => Group.Order;

        internal override TrainingRows TrainingRows => new([.. Enumerable.Range(0, Split.Train.Length)], Group.Order);
        internal override double TrainLoss(Network network) => MeanLoss(network, Matrix, Labels);
        internal override double ValidationLoss(Network network) => MeanLoss(network, Validation.Matrix, Validation.Labels);

        // An orbit is one case.
        internal override (int Correct, int Total) CountValidated(Network network)
        {
            var shared = new SharedSteps(network, Settings.Protocol, Group.Order);
            var correct = 0;
            for (var orbit = 0; orbit < Split.Validation.Length; orbit++)
            {
                correct += Reference.IsCorrect(shared.Logits(Validation.Matrix, orbit), Validation.Labels[orbit * Group.Order]) ? 1 : 0;
            }

            return (correct, Split.Validation.Length);
        }

        private double MeanLoss(Network network, FeatureMatrix orbits, byte[] labels)
        {
            var shared = new SharedSteps(network, Settings.Protocol, Group.Order);
            var sum = 0.0;
            for (var orbit = 0; orbit < orbits.Rows / Group.Order; orbit++)
            {
                sum += Reference.LossOf(shared.Logits(orbits, orbit), labels[orbit * Group.Order], Settings.Loss);
            }

            return sum * Group.Order / orbits.Rows;
        }

        protected override void WriteTrainingInputs(ReadOnlySpan<float> image, Span<float> inputs) => Group.Canonical(image, inputs);

        protected override Scores ScoresOf(Network network)
        {
            var inputs = new float[Inputs];
            var orbit = new FeatureMatrix(Group.Order, Inputs);
            var shared = new SharedSteps(network, Settings.Protocol, Group.Order);
            return (image, scores) =>
            {
                WriteTestInputs(image, inputs);
                for (var g = 0; g < Group.Order; g++)
                {
                    Group.Apply(g, inputs, orbit.MutableRow(g));
                }

                shared.Logits(orbit, 0).CopyTo(scores);
            };
        }
    }
}
