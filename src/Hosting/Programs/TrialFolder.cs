using System.Globalization;
using Symmetry.Engine.Experiments.Programs;

namespace Symmetry.Hosting.Programs;

/// <summary>A working folder of programs: each run finds a copy of its files in it and nothing else.</summary>
/// <remarks>
/// Copies, not links: a program with the rights of root can write to any file, and would change it for later trials. The paths of
/// <see cref="ProgramFile"/> stay in the folder, and there is nothing in it that they could lead through. The folder is used again, because
/// to delete one takes a millisecond on some disks.
/// </remarks>
internal sealed class TrialFolder
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None };

    private readonly FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };

    /// <summary>Creates the folder.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be created.</exception>
    public TrialFolder(string root, int number)
    {
        Path = System.IO.Path.Combine(root, number.ToString(CultureInfo.InvariantCulture));
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Private;
        }

        CreateFolder(Path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Writes the files of a run.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be written.</exception>
    public void Fill(IEnumerable<ProgramFile> files)
    {
        foreach (var file in files)
        {
            var path = System.IO.Path.Combine(Path, file.Path);
            if (file.Path.Contains('/', StringComparison.Ordinal))
            {
                CreateFolder(System.IO.Path.GetDirectoryName(path)!);
            }

            using var stream = new FileStream(path, options);
            stream.Write(file.Content.AsSpan());
        }
    }

    /// <summary>Deletes what a run left in the folder.</summary>
    /// <returns>Whether the folder can be used again: not if the program moved it, replaced it by a link or took away the rights to it.</returns>
    public bool TryClear()
    {
        try
        {
            var folder = new DirectoryInfo(Path);
            if (!folder.Exists || folder.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                return false;
            }

            foreach (var entry in folder.EnumerateFileSystemInfos("*", Everything))
            {
                // The target of a link stays.
                if (entry is DirectoryInfo { LinkTarget: null } inner)
                {
                    inner.Delete(recursive: true);
                }
                else
                {
                    entry.Delete();
                }
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Private);
        }
    }
}
