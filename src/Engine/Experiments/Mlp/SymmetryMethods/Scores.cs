namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>Writes a score for each class; an image is classified as the class whose score is larger than every other.</summary>
internal delegate void Scores(ReadOnlySpan<float> image, Span<float> scores);
