namespace Symmetry.Formats.Specs;

/// <summary>A line and a column of a file, both counted from 1.</summary>
internal readonly record struct Place(long Line, long Column)
{
    /// <summary>The start of a file.</summary>
    public static Place Start { get; } = new(1, 1);
}
