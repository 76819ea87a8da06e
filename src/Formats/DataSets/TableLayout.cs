namespace Symmetry.Formats.DataSets;

/// <summary>How to interpret a table of images.</summary>
/// <param name="Label">The name of the label column; <c>label</c> by default.</param>
/// <param name="Height">Image height in pixels; by default images are square.</param>
/// <param name="Width">Image width in pixels.</param>
/// <param name="Range">The raw values that map to −1 and 1; by default the smallest and the largest value.</param>
internal sealed record TableLayout(string? Label, int? Height, int? Width, PixelRange? Range);
