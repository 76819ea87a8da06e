namespace Symmetry.Client.Specs;

/// <summary>A line and a column of a file, both counted from 1.</summary>
internal readonly record struct Place(long Line, long Column)
{
    /// <summary>The beginning of a file.</summary>
    public static Place Start { get; } = new(1, 1);
}

/// <summary>A specification's file cannot be read: exit code 2.</summary>
/// <remarks>The message is one sentence in the form that editors jump to: <c>FILE:LINE:COLUMN: what came; what is allowed</c>.</remarks>
internal sealed class SpecFileException : Exception
{
    /// <summary>Something is wrong at a place in the file.</summary>
    public SpecFileException(string file, Place place, string sentence)
        : base(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file}:{place.Line}:{place.Column}: {sentence}"))
    {
    }

    /// <summary>The file itself is what is wrong.</summary>
    public SpecFileException(string file, string sentence)
        : base($"{file}: {sentence}")
    {
    }
}
