using System.Globalization;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Chaos;

/// <summary>The sweeps that are run, and their expected fingerprint.</summary>
internal static class Sweeps
{
    /// <summary>No-op trials of 20 ms, which use no processor. The name does not affect the results.</summary>
    public static Sweep Waiting(string name, int replicates) => new(new SweepSpec
    {
        Name = name,
        Replicates = ReplicateDesign.Independent(replicates),
        Experiment = Noop,
        Axes = [Axis.Parse(Noop.Setting("label"), "1", "2")],
        Fixed = [Noop.Setting("milliseconds").Parse("20")],
    });

    /// <summary>The specification of a sweep that <see cref="Waiting"/> returned.</summary>
    public static string WaitingSpec(Sweep sweep) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        name: {{sweep.Spec.Name}}
        experiment: noop
        replicates: {{sweep.Replicates}}
        axes: {label: [1, 2]}
        fixed: {milliseconds: 20}
        """);

    /// <summary>Trainings of the default network, in one cell: about 0.5 ms per epoch.</summary>
    public static Sweep DefaultNetwork(string name, int trials, int epochs) => new(new SweepSpec
    {
        Name = name,
        Replicates = ReplicateDesign.Independent(trials),
        Fixed = [Fixed("epochs", string.Create(CultureInfo.InvariantCulture, $"{epochs}"))],
    });

    /// <summary>Trainings of the default network, at learning rates from 0.001 on.</summary>
    public static Sweep LearningRates(string name, int cells, int replicates, int epochs) => new(new SweepSpec
    {
        Name = name,
        Replicates = ReplicateDesign.Independent(replicates),
        Axes =
        [
            Axis.Parse(
                ExperimentRegister.Default.Setting("learningRate"),
                [.. Enumerable.Range(1, cells).Select(rate => string.Create(CultureInfo.InvariantCulture, $"{rate / 1000.0}"))]),
        ],
        Fixed = [Fixed("epochs", string.Create(CultureInfo.InvariantCulture, $"{epochs}"))],
    });

    /// <summary>No-op trials.</summary>
    public static Sweep NoOp(string name, int trials) => new(new SweepSpec
    {
        Name = name,
        Replicates = ReplicateDesign.Independent(trials / 4),
        Experiment = Noop,
        Axes = [Axis.Parse(Noop.Setting("label"), "1", "2", "3", "4")],
    });

    /// <summary>The fingerprint, computed directly in this process.</summary>
    public static string FingerprintOf(Sweep sweep)
    {
        var features = new FeatureStore();
        using var fingerprint = new Fingerprint(sweep);
        for (var trial = 0L; trial < sweep.Trials; trial++)
        {
            fingerprint.Add(sweep.CellOf(trial).Number, sweep.ReplicateOf(trial), sweep.SpecOf(trial).Run(new(features)));
        }

        return fingerprint.Finish();
    }

    private static IExperiment Noop => ExperimentRegister.Find("noop")!;

    private static SettingValue Fixed(string setting, string value) => ExperimentRegister.Default.Setting(setting).Parse(value);
}
