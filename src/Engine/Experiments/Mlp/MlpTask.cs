using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>A trial that is prepared: what its network is trained on and tested with. Symmetry methods differ in it.</summary>
public abstract class MlpTask
{
    private protected MlpTask(TrialSpec spec, FeatureStore features)
    {
        Spec = spec;
        Settings = (MlpSettings)spec.Settings;
        Images = features.Images(Settings.Preparation);
        var copies = Settings.Preparation.Copies;
        Split = Split.Draw(Settings.SplitPlan, Images.Count / copies, copies, spec.Indices);
    }

    /// <summary>The trial.</summary>
    internal TrialSpec Spec { get; }

    /// <summary>Its settings.</summary>
    internal MlpSettings Settings { get; }

    /// <summary>All images, before the split.</summary>
    internal ImageSet Images { get; }

    /// <summary>Which images are trained on, and which are tested on.</summary>
    internal Split Split { get; }

    /// <summary>The features of the rows that may be trained on.</summary>
    internal abstract FeatureMatrix Matrix { get; }

    /// <summary>The class of each row of the matrix.</summary>
    internal abstract byte[] Labels { get; }

    /// <summary>The rows that the first epoch trains on; empty if sampling kept none.</summary>
    internal abstract int[] Rows { get; }

    /// <summary>The number of rows that sampling chose from.</summary>
    internal abstract int Candidates { get; }

    /// <summary>The group whose elements act on the inputs of the network; null where the inputs are not pixels.</summary>
    internal abstract SymmetryGroup? GroupOfInputs { get; }

    /// <summary>The shape of the network.</summary>
    internal Architecture Architecture => new(Matrix.Columns, Settings.Hidden, Images.Classes, Settings.Bias, Settings.Activation);

    /// <summary>Whether the rows change from epoch to epoch.</summary>
    internal virtual bool HasFreshRows => false;

    /// <summary>How many times a row passes the first layer: |G| if that layer is shared over the group, else 1.</summary>
    internal virtual int FirstLayerPasses => 1;

    /// <summary>The rows of an epoch, the same number in every epoch.</summary>
    internal virtual int[] RowsOf(int epoch) => Rows;

    /// <summary>Takes matrices from a trial with equal <see cref="JointKey"/>, so that trials that run together hold them once.</summary>
    internal virtual void UseInputsOf(MlpTask other)
    {
        // Feature tables are shared already.
    }

    /// <summary>The rows that training passes; new for every training.</summary>
    internal virtual TrainingRows TrainingRows => HasFreshRows ? new(RowsOf) : new(Rows);

    /// <summary>Trains the network.</summary>
    /// <param name="after">Called after every epoch; null for no callback.</param>
    /// <param name="stop">Cancels training.</param>
    internal Network Train(EpochCallback? after, CancellationToken stop) =>
        Training.RunFrom(Initial(), Settings.Protocol, Spec.Indices, Matrix, TrainingRows, Labels, after, stop);

    /// <summary>Trains the networks of several trials with equal <see cref="JointKey"/>, with the inputs of the first.</summary>
    internal static void TrainTogether(IReadOnlyList<MlpTask> tasks, IReadOnlyList<TrainingRun> runs) =>
        Training.RunTogether(runs, tasks[0].Spec.Indices, tasks[0].Matrix, tasks[0].TrainingRows, tasks[0].Labels);

    /// <summary>The mean loss over the training rows.</summary>
    internal virtual double TrainLoss(Network network) => network.MeanLoss(Matrix, Rows, Labels, Settings.Loss);

    /// <summary>The validation images, as the training set has images; called only where the settings have validation.</summary>
    internal abstract LabelledRows Validation { get; }

    /// <summary>Rows of <see cref="Validation"/> that the model classifies correctly, and their number.</summary>
    internal virtual (int Correct, int Total) CountValidated(Network network) => (Validation.CountCorrect(network), Validation.Rows.Length);

    /// <summary>The mean loss over the validation images, of what training minimises.</summary>
    internal virtual double ValidationLoss(Network network) => Validation.MeanLoss(network, Settings.Loss);

    /// <summary>The inputs of the network for the test images; null if a prediction takes more than one forward pass.</summary>
    internal abstract TestInputs? Tests();

    /// <summary>Test images classified correctly: as they are, and each under one g ≠ e.</summary>
    internal abstract (int Original, int Transformed) CountCorrect(Network network);

    /// <summary>The result of a trained network.</summary>
    /// <param name="network">The network; all its parameters are finite.</param>
    /// <param name="loss">Its mean loss over the training rows.</param>
    /// <param name="rule">The rule that could end training; null if there was none.</param>
    internal abstract TrialResult Evaluate(Network network, double loss, StoppingRule? rule);

    /// <summary>What to mark the test images in; null if the trial does not keep outcomes.</summary>
    private protected OutcomeMarks? Marks() => Spec.KeepsOutcomes ? new OutcomeMarks(Split.Test.Length) : null;

    /// <summary>What the trial does between epochs; new for every training.</summary>
    internal TrainingMonitor Monitor() => new(
        !Settings.HasStoppingRule ? null
            : Settings.HasValidation ? new StoppingRule(Settings.TargetAccuracy, Settings.Patience, ValidationAccuracy, ValidationLoss)
            : new StoppingRule(Settings.TargetAccuracy, Settings.Patience, AccuracyOnBothTests, TrainLoss),
        Settings.Restore is RestoredWeights.Best ? new BestEpoch(ValidationAccuracy) : null);

    /// <summary>The values of <see cref="MlpMetrics.OfValidation"/>.</summary>
    /// <param name="network">The trial's network.</param>
    /// <param name="best">The epoch that it is from; null if that is the last one.</param>
    internal ImmutableArray<MetricValue> Validate(Network network, BestEpoch? best)
    {
        var (correct, total) = CountValidated(network);
        var validation = MetricValue.Proportion(MlpMetrics.Validation.Name, correct, total);
        return best is null ? [validation] : [validation, MetricValue.Real(MlpMetrics.BestEpoch.Name, best.Epochs)];
    }

    /// <summary>The network before its first step.</summary>
    internal Network Initial() => ReferenceTraining.Initial(Architecture, Settings.Initialisation, Settings.BiasScale, Spec.Indices);

    /// <summary>What training took until its stopping rule ended it; nothing without a rule.</summary>
    private protected ImmutableArray<MetricValue> CostOf(StoppingRule? rule) =>
        rule is null ? [] : TrainingCost.Measure(Architecture, FirstLayerPasses, rule, Rows.Length);

    /// <summary>What the Hessian says where training ended.</summary>
    private protected ImmutableArray<MetricValue> MinimumOf(Network network)
    {
        var inputs = Array.ConvertAll(Rows, row => Array.ConvertAll(Matrix.Row(row).ToArray(), value => (double)value));
        return MinimumMeasure.Measure(network, Settings.Loss, Settings.WeightDecay, inputs, Array.ConvertAll(Rows, row => Labels[row]), GroupOfInputs);
    }

    private double ValidationAccuracy(Network network)
    {
        var (correct, total) = CountValidated(network);
        return (double)correct / total;
    }

    private double AccuracyOnBothTests(Network network)
    {
        var (original, transformed) = CountCorrect(network);
        return (original + transformed) / (2.0 * Split.Test.Length);
    }
}
