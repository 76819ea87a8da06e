using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Ways;

/// <summary>A trained network together with what its way does around it.</summary>
internal sealed class WayModel
{
    private readonly TrialSettings settings;
    private readonly SymmetryGroup group;
    private readonly NetworkInputs inputs;

    private WayModel(TrialSettings settings, SymmetryGroup group, NetworkInputs inputs, Network network)
    {
        this.settings = settings;
        this.group = group;
        this.inputs = inputs;
        Network = network;
    }

    /// <summary>The parameters.</summary>
    public Network Network { get; }

    /// <summary>The rule that could end training; null where there was none.</summary>
    public StoppingRule? Rule { get; private set; }

    /// <summary>Trains.</summary>
    /// <param name="settings">The way.</param>
    /// <param name="draws">Which random numbers.</param>
    /// <param name="group">G.</param>
    /// <param name="inputs">What the network sees.</param>
    /// <param name="rows">What it is trained on.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="accuracy">The accuracy that a stopping rule's target is about, of the scores of a model.</param>
    /// <param name="look">Called between epochs, while the parameters are finite; null for nobody.</param>
    /// <param name="stop">Gives up.</param>
    public static WayModel Train(
        TrialSettings settings, StreamIndices draws, SymmetryGroup group, NetworkInputs inputs, OrbitRows rows, int classes,
        Func<Scores, double> accuracy, Action<int, WayModel>? look, CancellationToken stop)
    {
        var architecture = new Architecture(inputs.Count, settings.Hidden, classes, settings.Bias, settings.Activation);
        var protocol = Protocol.Of(settings);
        WayModel With(Network network) => new(settings, group, inputs, network);
        var rule = StoppingRule.Of(settings, network => accuracy(With(network).Scores()), network => With(network).TrainLoss(rows));
        EpochCallback? after = rule is null && look is null ? null : (epochs, network) =>
        {
            look?.Invoke(epochs, With(network));
            return rule is null || rule.ShouldContinue(epochs, network);
        };
        var model = With(settings switch
        {
            { Symmetry: SymmetryWay.Share } => SharedTraining.Run(
                SteppedTraining.Initial(architecture, protocol, settings.BiasScale, draws),
                protocol, rows.Copies, draws, rows.Matrix, rows.Labels, after, stop),
            _ when settings.Symmetry is SymmetryWay.Fresh || settings.BiasScale > 0 => SteppedTraining.Run(
                SteppedTraining.Initial(architecture, protocol, settings.BiasScale, draws),
                protocol, draws, rows.Matrix, rows.Of, rows.Labels, after, stop),
            _ => Training.Run(architecture, protocol, draws, rows.Matrix, rows.Of(0), rows.Labels, after, stop),
        });
        model.Rule = rule;
        return model;
    }

    /// <summary>The scores of an image: logits, or for averages the mean probabilities over the orbit.</summary>
    public Scores Scores()
    {
        var seen = new float[inputs.Count];
        switch (settings.Symmetry)
        {
            case SymmetryWay.Share:
                var orbit = new FeatureMatrix(group.Order, inputs.Count);
                var shared = new SharedTraining(Network, Protocol.Of(settings), group.Order);
                return (image, scores) =>
                {
                    inputs.WriteTested(image, seen);
                    for (var g = 0; g < group.Order; g++)
                    {
                        group.Apply(g, seen, orbit.Writable(g));
                    }

                    shared.Logits(orbit, 0).CopyTo(scores);
                };
            case SymmetryWay.Average:
                var moved = new float[inputs.Count];
                return (image, scores) =>
                {
                    inputs.WriteTested(image, seen);
                    Average(seen, moved, scores);
                };
            default:
                return (image, scores) =>
                {
                    inputs.WriteTested(image, seen);
                    Reference.Logits(Network, seen, scores);
                };
        }
    }

    /// <summary>The mean loss over the rows that are trained on: for fresh augmentation over X.</summary>
    public double TrainLoss(OrbitRows rows)
    {
        if (settings.Symmetry is not SymmetryWay.Share)
        {
            return Network.MeanLoss(
                rows.Matrix, settings.Symmetry is SymmetryWay.Fresh ? rows.Originals : rows.Of(0), rows.Labels, settings.Loss);
        }

        var shared = new SharedTraining(Network, Protocol.Of(settings), rows.Copies);
        var sum = 0.0;
        for (var image = 0; image < rows.Matrix.Rows / rows.Copies; image++)
        {
            sum += Reference.LossOf(shared.Logits(rows.Matrix, image), rows.Labels[image * rows.Copies], settings.Loss);
        }

        return sum * rows.Copies / rows.Matrix.Rows;
    }

    private void Average(ReadOnlySpan<float> image, Span<float> moved, Span<float> scores)
    {
        Span<double> sums = stackalloc double[scores.Length];
        Span<double> exponentials = stackalloc double[scores.Length];
        for (var g = 0; g < group.Order; g++)
        {
            group.Apply(g, image, moved);
            Reference.Logits(Network, moved, scores);
            double largest = float.NegativeInfinity;
            foreach (var logit in scores)
            {
                largest = Math.Max(largest, logit);
            }

            var sum = 0.0;
            for (var k = 0; k < scores.Length; k++)
            {
                exponentials[k] = ExpLog.ExpOfNonPositive(scores[k] - largest);
                sum += exponentials[k];
            }

            for (var k = 0; k < scores.Length; k++)
            {
                sums[k] += exponentials[k] / sum;
            }
        }

        for (var k = 0; k < scores.Length; k++)
        {
            scores[k] = (float)(sums[k] / group.Order);
        }
    }
}
