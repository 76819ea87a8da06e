using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>A file system of limited size in memory, which can be filled. Requires root. Unmounted on disposal.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int BlockSize = 1 << 12;

    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Why none can be mounted; <c>null</c> if one can.</summary>
    public static async Task<string?> ObstacleAsync()
    {
        try
        {
            await using var disk = await MountAsync(megabytes: 1);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"Cannot mount a file system; this requires Linux and root: {e.Message}";
        }
    }

    /// <summary>Mounts an empty disk.</summary>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("symmetry-disk-").FullName;
        try
        {
            await Shell.RunAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", folder);
            return new SmallDisk(folder);
        }
        catch
        {
            Directory.Delete(folder);
            throw;
        }
    }

    /// <summary>Leaves this many bytes.</summary>
    public void Fill(int left = 0)
    {
        var block = new byte[BlockSize];
        using (var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            try
            {
                while (true)
                {
                    file.Write(block);
                }
            }
            catch (IOException)
            {
                // It is full.
            }

            file.SetLength(Math.Max(0, file.Length - left));
        }
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await Shell.RunAsync("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }
}
