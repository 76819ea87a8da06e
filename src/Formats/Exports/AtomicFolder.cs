namespace Symmetry.Formats.Exports;

/// <summary>Writes a folder so that a partial folder is never visible: to FOLDER.part first, then under its name.</summary>
internal static class AtomicFolder
{
    /// <summary>Writes the files of a new folder; if that fails or is given up, there is none.</summary>
    /// <param name="path">The folder; it must not exist, or be empty.</param>
    /// <param name="write">Writes the files into the folder whose path it gets.</param>
    /// <exception cref="UsageException">The folder exists and is not empty, or cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<string, Task> write)
    {
        path = Path.TrimEndingDirectorySeparator(path);
        var part = path + AtomicFile.Part;
        RequireFree(path);
        RequireFree(part);
        try
        {
            Directory.CreateDirectory(part);
            await write(part);
            if (Directory.Exists(path))
            {
                Directory.Delete(path);
            }

            Directory.Move(part, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be written: {e.Message}");
        }
        finally
        {
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }
        }
    }

    private static void RequireFree(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw new UsageException($"{path} already exists. Choose another name.");
        }
    }
}
