using Symmetry.Engine.Experiments.Programs;

namespace Symmetry.Formats.Specs;

/// <summary>The folder of a specification: reads the files beside it.</summary>
/// <param name="spec">The file of the specification.</param>
internal sealed class SpecFolder(string spec)
{
    private readonly string folder = Path.GetDirectoryName(Path.GetFullPath(spec)) ?? Path.GetPathRoot(Path.GetFullPath(spec))!;

    /// <summary>The content of a file.</summary>
    /// <param name="path">The path, relative to the folder of the specification.</param>
    /// <param name="maxBytes">The maximum size.</param>
    /// <exception cref="FormatException">The path leads out of the folder, also by a link; or the file does not exist or is too large.</exception>
    public ImmutableArray<byte> Read(string path, long maxBytes)
    {
        if (!ProgramFile.IsInside(path))
        {
            throw new FormatException($"expected a path inside of the folder of the specification, such as train.py or lib/model.py, got '{path}'.");
        }

        var full = PathOf(path);
        if (!File.Exists(full))
        {
            throw new FormatException(Directory.Exists(full) ? $"'{path}' is a folder. List its files." : $"the file '{path}' does not exist.");
        }

        // A part of the path may be a link.
        for (var part = full; part.Length > folder.Length; part = Path.GetDirectoryName(part)!)
        {
            if (File.ResolveLinkTarget(part, returnFinalTarget: true) is { } target
                && !target.FullName.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new FormatException($"'{path}' is a link to {target.FullName}, outside of the folder of the specification.");
            }
        }

        using var stream = File.OpenRead(full);
        var bytes = new byte[maxBytes + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= maxBytes
            ? [.. bytes.AsSpan(0, length)]
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"with '{path}' the files have more than {ProgramFile.MaxTotalBytes} bytes together. Name larger data by an absolute path."));
    }

    /// <summary>Whether a word of a command is a file beside the specification.</summary>
    public bool Has(string word) => ProgramFile.IsInside(word) && File.Exists(PathOf(word));

    /// <summary>The path of a file that a specification names, relative to its folder or absolute.</summary>
    public string PathOf(string name) => Path.Combine(folder, name);
}
