namespace Symmetry.Formats.Exports;

/// <summary>Writes a file so that a partial file is never visible: to FILE.part first, then under its name.</summary>
/// <remarks>A link, a device or a pipe stays what it is, and is written to. Devices and pipes have length 0, and an empty file has nothing to lose.</remarks>
internal static class AtomicFile
{
    /// <summary>The ending of what is not finished.</summary>
    public const string Part = ".part";

    /// <summary>Writes the file; if that fails or is given up, the old file, if there was one, stays as it was.</summary>
    /// <exception cref="UsageException">The file cannot be written there.</exception>
    public static async Task WriteBytesAsync(string path, Func<Stream, Task> write)
    {
        var part = path + Part;
        try
        {
            if (Directory.Exists(path))
            {
                throw new UsageException($"{path}: expected a file, got a directory.");
            }

            if (new FileInfo(path) is { Exists: true } old && (old.LinkTarget is not null || old.Length == 0))
            {
                await using var there = new FileStream(path, FileMode.Open, FileAccess.Write);
                await write(there);
                if (there.CanSeek && there.Length > there.Position)
                {
                    there.SetLength(there.Position);
                }

                return;
            }

            await using (var stream = File.Create(part))
            {
                await write(stream);
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be written: {e.Message}");
        }
        finally
        {
            Remove(part);
        }
    }

    /// <summary>Writes a whole text, in UTF-8.</summary>
    /// <exception cref="UsageException">The file cannot be written there.</exception>
    public static Task WriteAsync(string path, string text) =>
        WriteBytesAsync(path, async stream => await stream.WriteAsync(Encoding.UTF8.GetBytes(text)));

    private static void Remove(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // What could not be written cannot always be removed; the reason was already said.
        }
    }
}
