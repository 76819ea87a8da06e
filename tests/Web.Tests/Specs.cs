using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Web.Tests;

/// <summary>Sweeps of very short trainings.</summary>
internal static class Specs
{
    public static Sweep Tiny(int replicates, int epochs = 1) => new(new SweepSpec
    {
        Name = "tiny",
        Replicates = ReplicateDesign.Independent(replicates),
        Axes = [Axis.Parse(Named("features"), "identity", "permutation")],
        Fixed = [Named("epochs").Parse(epochs.ToString(System.Globalization.CultureInfo.InvariantCulture)), Named("hidden").Parse("[2]")],
    });

    /// <summary>A grid of two axes.</summary>
    public static Sweep Grid(int replicates) => new(new SweepSpec
    {
        Name = "grid",
        Replicates = ReplicateDesign.Independent(replicates),
        Axes = [Axis.Parse(Named("features"), "identity", "permutation"), Axis.Parse(Named("bias"), "false", "true")],
        Fixed = [Named("epochs").Parse("1"), Named("hidden").Parse("[2]")],
    });

    /// <summary>Many cells of trials that take no time.</summary>
    public static Sweep Wide(int cells)
    {
        var noop = ExperimentRegister.Find("noop")!;
        return new(new SweepSpec
        {
            Name = "wide",
            Experiment = noop,
            Replicates = ReplicateDesign.Independent(2),
            Axes = [Axis.Parse(noop.Setting("label"), [.. Enumerable.Range(0, cells).Select(label => $"{label}")])],
        });
    }

    /// <summary>A race that square features lose.</summary>
    public static Sweep Race() => new(new SweepSpec
    {
        Name = "race",
        Replicates = ReplicateDesign.Until(new BestGoal(0.9), 40),
        Axes = [Axis.Parse(Named("features"), "identity", "square")],
        Fixed = [Named("epochs").Parse("1")],
    });

    /// <summary>Trials of an experiment that does not train in epochs: points or noop.</summary>
    public static Sweep Of(string experiment) => new(new SweepSpec
    {
        Name = experiment,
        Experiment = ExperimentRegister.Find(experiment)!,
        Replicates = ReplicateDesign.Independent(2),
        Fixed = experiment == "points" ? [ExperimentRegister.Find(experiment)!.Setting("hidden").Parse("[2]")] : [],
    });

    /// <summary>A sweep whose trials are programs.</summary>
    public static Sweep Program()
    {
        var columns = new DeclaredColumns([], [DeclaredColumns.Metric("value", MetricDirection.Larger)]);
        return new(new SweepSpec
        {
            Name = "program",
            Experiment = new ProgramExperiment(new ProgramDeclaration { Command = ["echo", "{\"value\": 1}"], Columns = columns }),
            Replicates = ReplicateDesign.Independent(2),
        });
    }

    private static Setting Named(string name) => ExperimentRegister.Default.Setting(name);
}
