namespace Symmetry.Analysis.Statistics;

/// <summary>A number that describes a sample, such as its mean or its median.</summary>
/// <param name="sorted">The sample in increasing order, at least one value, all finite.</param>
/// <returns>A finite number that depends on the values only.</returns>
public delegate double SampleStatistic(ReadOnlySpan<double> sorted);
