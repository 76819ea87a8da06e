using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Grains.Tests.Support;

/// <summary>Sweeps whose trials are runs of a program that reports the metric <c>value</c>.</summary>
internal static class ProgramSweep
{
    public static Sweep Of(string name, int replicates, params string[] command) => new(new SweepSpec
    {
        Name = name,
        Experiment = new ProgramExperiment(new ProgramDeclaration
        {
            Command = [.. command],
            Columns = new DeclaredColumns([], [DeclaredColumns.Metric("value", MetricDirection.Larger)]),
            Files = [],
        }),
        Replicates = ReplicateDesign.Independent(replicates),
    });
}
