using Symmetry.Engine.Data;
using Symmetry.Engine.Features;

namespace Symmetry.Engine.Experiments;

/// <summary>What the trials of a sweep do: which settings they have, which metrics they report, and how one is run.</summary>
/// <remarks>
/// <para>
/// Built-in experiments are listed in <see cref="ExperimentRegister"/>; a custom one is a public class with a parameterless constructor
/// in a plug-in assembly. Instances have no state and are safe to share. The name is part of a trial's identity and stands for what the
/// experiment computes: change it when that changes, or results of the old code will be taken for results of the new code.
/// </para>
/// <para>
/// The same bits on every machine need random numbers from <see cref="StreamIndices.Stream"/> only, and operations that IEEE 754 defines
/// (+, −, ×, ÷, √, fused multiply-add, comparisons) in one order: not Math.Exp, nor sums over vector lanes or threads.
/// </para>
/// </remarks>
public interface IExperiment
{
    /// <summary>The name in specifications, <c>experiment: NAME</c>: 1 to 40 lower-case letters, digits and dashes, beginning with a letter.</summary>
    string Name { get; }

    /// <summary>What a trial does, in a few words.</summary>
    string Summary { get; }

    /// <summary>The settings, in the order of the columns of exports; the same objects each time. <see cref="SettingFactory{TSettings}"/> makes them.</summary>
    IReadOnlyList<Setting> Settings { get; }

    /// <summary>The settings of a trial for which nothing is specified.</summary>
    TrialSettings Defaults { get; }

    /// <summary>Checks settings that are valid one by one for values that cannot be combined; null if there are none.</summary>
    ValidationError? Validate(TrialSettings settings) => null;

    /// <summary>The metrics of a completed trial, in the order of <see cref="TrialResult.Values"/>: at least one, none with the name of a setting.</summary>
    IReadOnlyList<Metric> MetricsOf(TrialSettings settings);

    /// <summary>The purposes for which a trial with these settings uses random numbers. Default: none.</summary>
    /// <remarks>
    /// <see cref="Purpose.Split"/>, <see cref="Purpose.Weights"/>, <see cref="Purpose.Order"/>, <see cref="Purpose.Permutation"/> or
    /// <see cref="Purpose.Orbit"/>. Cells that use the same purposes are paired by replicate, and crossed replicates vary them one by one.
    /// </remarks>
    IReadOnlyList<Purpose> RandomPurposesOf(TrialSettings settings) => [];

    /// <summary>The exact facts that are checked in a trial with these settings.</summary>
    IReadOnlyList<ExactFact> FactsOf(TrialSettings settings) => [];

    /// <summary>The images of a trial with these settings; null if it uses none.</summary>
    DataSet? DataSetOf(TrialSettings settings) => null;

    /// <summary>Whether trials can report which test images they classify correctly. Default: no.</summary>
    bool ReportsOutcomes => false;

    /// <summary>The images that a trial is tested on, in the order of its outcomes; null if it does not report them.</summary>
    TestedImages? TestedImagesOf(TrialSpec spec) => null;

    /// <summary>The permutation P of a trial, for exports; null if it has none.</summary>
    PixelPermutation? PermutationOf(TrialSpec spec) => null;

    /// <summary>The relative cost of a trial, for plans that have no time to measure every cell. Default: all the same.</summary>
    double CostOf(TrialSettings settings) => 1;

    /// <summary>The settings, with a common value for each setting that does not affect the time of a trial. Default: the settings.</summary>
    TrialSettings CostKindOf(TrialSettings settings) => settings;

    /// <summary>The settings that decide which code a trial runs; the times of trials with equal ones scale with their cost. Default: none.</summary>
    TrialSettings CodePathOf(TrialSettings settings) => Defaults;

    /// <summary>Whether a trial that runs again must give the same bits, so that a difference is an alarm. Default: yes.</summary>
    bool IsReproducible => true;

    /// <summary>How long a trial may take before it counts as hung; null for the silo's limit, which is the default.</summary>
    TimeSpan? Timeout => null;

    /// <summary>Runs a trial: a pure function of its specification.</summary>
    /// <param name="spec">A trial of this experiment.</param>
    /// <param name="resources">What the trials of a process share.</param>
    /// <param name="stop">Cancels the trial; asked at least every few milliseconds.</param>
    /// <returns>The values of all metrics; or that the trial diverged, failed, or violated an exact fact.</returns>
    /// <exception cref="OperationCanceledException">The trial was cancelled.</exception>
    TrialResult Run(TrialSpec spec, TrialResources resources, CancellationToken stop);
}
