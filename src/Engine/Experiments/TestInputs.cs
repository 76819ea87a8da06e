namespace Symmetry.Engine.Experiments;

/// <summary>The inputs of a network for its test images, in the order of the trial's outcomes.</summary>
/// <param name="Original">A row per test image.</param>
/// <param name="Transformed">A row per transformed test image, as <see cref="Classification.AccuracyInverted"/> counts them.</param>
/// <param name="Labels">The class of each test image.</param>
public sealed record TestInputs(FeatureMatrix Original, FeatureMatrix Transformed, ImmutableArray<byte> Labels);
