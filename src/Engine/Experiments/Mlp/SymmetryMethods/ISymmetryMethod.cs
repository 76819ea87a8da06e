using Symmetry.Engine.Features;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>A method that gives a model the symmetry of a group: it decides what a trial trains on and how it is tested.</summary>
/// <remarks>
/// To add a method, write one file and add it to <see cref="SymmetryMethodRegister"/>. All methods but the feature maps start from
/// the pixels of a training set X of the same size, with the same network behind its inputs, so that methods differ in what they do
/// about the group and in nothing else.
/// </remarks>
public interface ISymmetryMethod
{
    /// <summary>The word in specifications.</summary>
    string Name { get; }

    /// <summary>Whether training minimises one loss of fully connected layers, whose Hessian can be computed.</summary>
    bool HasHessian { get; }

    /// <summary>Whether the method reads <see cref="MlpSettings.Invariant"/>. Default: no.</summary>
    bool ReadsInvariant => false;

    /// <summary>Checks the settings that the method reads; null if it can run with them.</summary>
    ValidationError? Validate(MlpSettings settings);

    /// <summary>An upper bound on the features that a trial computes of an image, from which its memory is estimated.</summary>
    double MaxFeaturesOf(MlpSettings settings);

    /// <summary>The number of inputs of the network. Called only with settings whose trials fit into memory.</summary>
    int InputsOf(MlpSettings settings);

    /// <summary>The purposes for which its trials use random numbers.</summary>
    IReadOnlyList<Purpose> RandomPurposesOf(MlpSettings settings);

    /// <summary>The metrics that its trials report besides those of <see cref="Classification"/>.</summary>
    IReadOnlyList<Metric> MetricsOf(MlpSettings settings);

    /// <summary>The exact facts that its trials check.</summary>
    IReadOnlyList<ExactFact> FactsOf(MlpSettings settings);

    /// <summary>The rows per training image and epoch, on average: what the cost of a training grows with.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="order">|G|.</param>
    double RowsPerImage(MlpSettings settings, int order) => 1;

    /// <summary>Prepares a trial.</summary>
    MlpTask Prepare(TrialSpec spec, FeatureStore features);
}
