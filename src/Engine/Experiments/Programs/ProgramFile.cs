using System.Security.Cryptography;

namespace Symmetry.Engine.Experiments.Programs;

/// <summary>A file that travels with a sweep.</summary>
public sealed class ProgramFile
{
    /// <summary>The maximum size of all files of a sweep together, in bytes.</summary>
    public const int MaxTotalBytes = 4 << 20;

    private const int MaxPath = 200;

    /// <summary>A file with its content.</summary>
    /// <exception cref="FormatException">The path is not relative, or leads out of its folder.</exception>
    public ProgramFile(string path, ImmutableArray<byte> content)
    {
        if (!IsInside(path))
        {
            throw new FormatException($"The path '{path}' is not a relative path inside of the folder of the specification, such as train.py or lib/model.py.");
        }

        (Path, Content) = (path, content);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(content.AsSpan()));
    }

    /// <summary>The path, relative to the working folder, with / between folders; at most 200 characters.</summary>
    public string Path { get; }

    /// <summary>The bytes.</summary>
    public ImmutableArray<byte> Content { get; }

    /// <summary>The SHA-256 of the content, in hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Whether a path is relative, and no part of it leads upwards.</summary>
    public static bool IsInside(string path) => path.Length is > 0 and <= MaxPath
        && !path.Any(letter => char.IsControl(letter) || letter is '\\' or ':')
        && path.Split('/').All(part => part is not ("" or "." or ".."));
}
