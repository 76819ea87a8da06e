namespace Symmetry.Formats.Specs;

/// <summary>A specification's file cannot be read: exit code 2.</summary>
/// <remarks>The message is one sentence in the form that editors can jump to: <c>FILE:LINE:COLUMN: sentence</c>.</remarks>
internal sealed class SpecFileException : Exception
{
    /// <summary>Reports a mistake at a position in the file.</summary>
    public SpecFileException(string file, Place place, string sentence)
        : base(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file}:{place.Line}:{place.Column}: {sentence}")) => Place = place;

    /// <summary>Reports a mistake that concerns the whole file.</summary>
    public SpecFileException(string file, string sentence)
        : base($"{file}: {sentence}")
    {
    }

    /// <summary>The position of the mistake; null if it concerns the whole file.</summary>
    public Place? Place { get; }
}
