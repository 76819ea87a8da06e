namespace Symmetry.Analysis.Figures;

/// <summary>A figure of a report, or of a file.</summary>
/// <param name="Drawing">The drawing.</param>
/// <param name="Caption">What a report says below it.</param>
public sealed record Figure(Svg Drawing, string Caption);
