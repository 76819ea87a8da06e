using System.Reflection;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Points;
using Symmetry.Engine.Plugins;

namespace Symmetry.Engine.Experiments;

/// <summary>The experiments that specifications can name: the built-in ones, and those that plug-ins have registered. Thread-safe.</summary>
public static class ExperimentRegister
{
    /// <summary>The experiment of a specification that names none: the paper's networks.</summary>
    public static IExperiment Default { get; } = new MlpExperiment();

    /// <summary>The built-in experiments, then the registered ones in the order of their names; the first one is the default.</summary>
    public static IReadOnlyList<IExperiment> All => Experiments.All;

    // After the default, which it holds.
    private static PluginRegister<IExperiment> Experiments { get; } =
        new("experiment", [Default, new PointsExperiment(), new NoopExperiment()], experiment => experiment.Name)
        {
            Reserved = DeclaredExperiments.Names,
            Check = CustomExperimentRules.Check,
        };

    /// <summary>Finds an experiment by its name; null if there is none.</summary>
    public static IExperiment? Find(string name) => All.FirstOrDefault(experiment => experiment.Name == name);

    /// <summary>Registers a custom experiment. Registering the same class again changes nothing.</summary>
    /// <exception cref="ArgumentException">
    /// The name is not valid, belongs to a built-in experiment, or to another class; or the settings or metrics are not valid.
    /// </exception>
    public static void Register(IExperiment experiment) => Experiments.Register(experiment);

    /// <summary>Registers every public class of an assembly that is an <see cref="IExperiment"/>.</summary>
    /// <returns>Their names; empty if the assembly has none.</returns>
    /// <exception cref="ArgumentException">A class has no public constructor without parameters, or cannot be registered.</exception>
    public static IReadOnlyList<string> RegisterAll(Assembly assembly) => Experiments.RegisterAll(assembly);
}
