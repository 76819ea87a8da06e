using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Points;

namespace Symmetry.Engine.Experiments;

/// <summary>The experiments that specifications can name.</summary>
public static class ExperimentRegister
{
    /// <summary>All experiments; the first one is the default.</summary>
    public static IReadOnlyList<IExperiment> All { get; } = [new MlpExperiment(), new PointsExperiment(), new NoopExperiment()];

    /// <summary>The experiment of a specification that names none: the paper's networks.</summary>
    public static IExperiment Default => All[0];

    /// <summary>Finds an experiment by its name; null if there is none.</summary>
    public static IExperiment? Find(string name) => All.FirstOrDefault(experiment => experiment.Name == name);
}
