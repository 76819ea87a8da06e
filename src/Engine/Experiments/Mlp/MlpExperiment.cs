using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>The paper's experiment: a fully connected network on images, given a symmetry by one of several methods.</summary>
internal sealed class MlpExperiment : ITrainedInEpochs, ITrainsNetwork, IRunsTogether
{
    public string Name => "mlp";
    public string Summary => "train a fully connected network on images, and test it on images and transformed images";
    public IReadOnlyList<Setting> Settings => MlpSettingRegister.All;
    public TrialSettings Defaults => MlpSettings.Default;
    public ValidationError? Validate(TrialSettings settings) => MlpRules.Validate((MlpSettings)settings);

    public IReadOnlyList<Metric> MetricsOf(TrialSettings settings)
    {
        var mlp = (MlpSettings)settings;
        return [.. Classification.Metrics, .. mlp.Symmetry.MetricsOf(mlp), .. MlpMetrics.OfValidation(mlp)];
    }

    public IReadOnlyList<Purpose> RandomPurposesOf(TrialSettings settings)
    {
        var mlp = (MlpSettings)settings;
        return mlp.Symmetry.RandomPurposesOf(mlp);
    }

    public IReadOnlyList<ExactFact> FactsOf(TrialSettings settings)
    {
        var mlp = (MlpSettings)settings;
        return mlp.Symmetry.FactsOf(mlp);
    }

    public DataSet? DataSetOf(TrialSettings settings) => ((MlpSettings)settings).Data;

    public bool ReportsOutcomes => true;

    public TestedImages? TestedImagesOf(TrialSpec spec)
    {
        var mlp = (MlpSettings)spec.Settings;
        var copies = mlp.Preparation.Copies;
        return new TestedImages(mlp.Data, [.. Split.Draw(mlp.SplitPlan, mlp.Data.Count, copies, spec.Indices).Test], copies);
    }

    public PixelPermutation? PermutationOf(TrialSpec spec)
    {
        var mlp = (MlpSettings)spec.Settings;
        return mlp.Features.HasPermutation ? PixelPermutation.Draw(mlp.Data.Pixels, spec.Indices) : null;
    }

    public double CostOf(TrialSettings settings) => MlpCost.Operations((MlpSettings)settings);
    public TrialSettings CostKindOf(TrialSettings settings) => MlpCost.Kind((MlpSettings)settings);
    public TrialSettings CodePathOf(TrialSettings settings) => MlpCost.CodePath((MlpSettings)settings);
    public int EpochsOf(TrialSettings settings) => ((MlpSettings)settings).Epochs;
    public TrialSettings WithEpochs(TrialSettings settings, int epochs) => (MlpSettings)settings with { Epochs = epochs };

    public ImmutableArray<CurvePoint> TrainCurve(TrialSpec spec, FeatureStore features, CancellationToken stop) =>
        LearningCurve.Compute(spec, features, stop);

    public TrialResult Run(TrialSpec spec, TrialResources resources, CancellationToken stop) => Train(Prepare(spec, resources.Features), stop).Result;

    public object? JointKeyOf(TrialSpec spec) => JointKey.Of(spec);

    public IReadOnlyList<TrialResult?> RunTogether(IReadOnlyList<TrialCall> trials, TrialResources resources)
    {
        MlpTask[] tasks = [.. trials.Select(trial => Prepare(trial.Spec, resources.Features))];
        foreach (var task in tasks[1..])
        {
            task.UseInputsOf(tasks[0]);
        }

        TrainingMonitor[] monitors = [.. tasks.Select(task => task.Monitor())];
        if (tasks[0].Rows.Length == 0)
        {
            return new TrialResult?[tasks.Length];
        }

        TrainingRun[] runs =
        [
            .. tasks.Select((task, i) => new TrainingRun(task.Initial(), task.Settings.Protocol, monitors[i].Callback, trials[i].Stop)),
        ];
        MlpTask.TrainTogether(tasks, runs);
        return [.. runs.Select((run, i) => run.Stop.IsCancellationRequested ? null : Measure(tasks[i], monitors[i], run.Network).Result)];
    }

    public TrainedNetwork? TrainNetwork(TrialSpec spec, FeatureStore features, CancellationToken stop)
    {
        var task = Prepare(spec, features);
        if (task.Tests() is not { } tests)
        {
            return null;
        }

        var (result, network) = Train(task, stop);
        return new TrainedNetwork(result, network, tests);
    }

    private static MlpTask Prepare(TrialSpec spec, FeatureStore features) => ((MlpSettings)spec.Settings).Symmetry.Prepare(spec, features);

    private static (TrialResult Result, Network? Network) Train(MlpTask task, CancellationToken stop)
    {
        if (task.Rows.Length == 0)
        {
            return (TrialResult.Failure($"The sampled training set is empty: mu = {task.Settings.Mu:R} kept none of {task.Candidates} rows."), null);
        }

        var monitor = task.Monitor();
        return Measure(task, monitor, task.Train(monitor.Callback, stop));
    }

    private static (TrialResult Result, Network? Network) Measure(MlpTask task, TrainingMonitor monitor, Network last)
    {
        // A training that diverges has diverged, even if the network of an earlier epoch was kept.
        var network = monitor.Choose(last);
        var loss = task.TrainLoss(network);
        if (!last.IsFinite || !double.IsFinite(loss))
        {
            return (TrialResult.Divergence, null);
        }

        var result = task.Evaluate(network, loss, monitor.Rule);
        return (result.Outcome is TrialOutcome.Completed && task.Settings.HasValidation
            ? result with { Values = [.. result.Values, .. task.Validate(network, monitor.Best)] }
            : result, network);
    }
}
