using Symmetry.Analysis.Questions.Claims;

namespace Symmetry.Formats.Specs;

/// <summary>Reads a sweep from a file.</summary>
internal static class SpecFile
{
    /// <summary>The maximum size of a file, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Reads, checks and lays out the sweep that a file specifies.</summary>
    /// <param name="path">The file; error messages name it as given here.</param>
    /// <exception cref="SpecFileException">The file does not exist, or cannot be run.</exception>
    public static Sweep Read(string path) => ReadDocument(path).Sweep;

    /// <summary>Reads a sweep and the claims about it.</summary>
    /// <inheritdoc cref="Read"/>
    public static SpecDocument ReadDocument(string path) => SpecReader.ReadDocument(Load(path), path, Path.GetFileNameWithoutExtension(path));

    /// <summary>Reads the claims of a file about a sweep that is there already.</summary>
    /// <param name="path">The file; error messages name it as given here.</param>
    /// <param name="sweep">The sweep.</param>
    /// <exception cref="SpecFileException">The file does not exist, or has a claim that cannot be answered.</exception>
    public static ImmutableArray<Claim> ReadClaims(string path, Sweep sweep) => SpecReader.ReadClaims(Load(path), path, sweep);

    private static string Load(string path)
    {
        if (Directory.Exists(path))
        {
            throw new SpecFileException(path, "Expected a YAML file, got a directory.");
        }

        try
        {
            using var stream = File.OpenRead(path);
            var bytes = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length > MaxBytes
                ? throw new SpecFileException(path, "The file is larger than 1 MB; the maximum is 1,048,576 bytes.")
                : Decode(bytes.AsSpan(0, length), path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SpecFileException(path, "The file does not exist.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new SpecFileException(path, $"The file cannot be read: {e.Message}");
        }
    }

    private static string Decode(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes[..Math.Clamp(e.Index, 0, bytes.Length)];
            var lineStart = before.LastIndexOf((byte)'\n') + 1;
            var place = new Place(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
            throw new SpecFileException(path, place, "These bytes are not UTF-8. Save the file as UTF-8 text.");
        }
    }
}
