namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>The symmetry methods that specifications can name.</summary>
public static class SymmetryMethodRegister
{
    /// <summary>The default: the feature map and the training set bring the symmetry; the group is the inversion.</summary>
    public static ISymmetryMethod Features { get; } = new FeaturesMethod();

    /// <summary>All methods.</summary>
    public static IReadOnlyList<ISymmetryMethod> All { get; } =
    [
        Features, new IgnoreMethod(), new AugmentMethod(), new SampleMethod(), new FreshMethod(), new InvariantMethod(),
        new AverageMethod(), new CanonicalMethod(), new ShareMethod(),
    ];

    /// <summary>The method with this name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static ISymmetryMethod Get(string name) => All.Single(method => method.Name == name);
}
