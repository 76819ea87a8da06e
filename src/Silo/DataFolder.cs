using System.Globalization;
using Symmetry.Grains;
using Symmetry.Grains.Storage;

namespace Symmetry.Silo;

/// <summary>A folder with a store of sweeps. Only one process at a time can write to it.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string StoreName = "sweeps.db";
    private const string LockName = "lock";
    private const string OwnerName = "lock.owner";

    private readonly FileStream? lockFile;

    private DataFolder(SqliteResultStore store, FileStream? lockFile)
    {
        Store = store;
        this.lockFile = lockFile;
    }

    /// <summary>The store in the folder.</summary>
    public SqliteResultStore Store { get; }

    /// <summary>Creates the folder if it does not exist, and locks it for this process.</summary>
    /// <exception cref="DataFolderException">It cannot be used.</exception>
    public static DataFolder Open(string path)
    {
        var folder = Create(path);
        var locked = Lock(path, folder);
        try
        {
            return new DataFolder(Guard(() => SqliteResultStore.Open(Path.Combine(folder, StoreName))), locked);
        }
        catch
        {
            locked.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder for reading. Another process may be writing to it.</summary>
    /// <exception cref="DataFolderException">The folder or its store does not exist or cannot be used.</exception>
    public static DataFolder OpenToRead(string path)
    {
        var file = Path.Combine(Path.GetFullPath(path), StoreName);
        return File.Exists(file)
            ? new DataFolder(Guard(() => SqliteResultStore.OpenToRead(file)), lockFile: null)
            : throw new DataFolderException($"{path} holds no sweeps: it has no {StoreName}.");
    }

    /// <summary>Closes the store and unlocks the folder.</summary>
    public void Dispose()
    {
        Store.Dispose();
        lockFile?.Dispose();
    }

    private static string Create(string path)
    {
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataFolderException(File.Exists(path)
                ? $"{path} is a file, not a folder."
                : $"The data folder {path} cannot be created: {e.Message}");
        }
    }

    private static FileStream Lock(string path, string folder)
    {
        var owner = Path.Combine(folder, OwnerName);
        FileStream locked;
        try
        {
            locked = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new DataFolderException($"The data folder {path} cannot be written.");
        }
        catch (IOException e)
        {
            throw new DataFolderException(IsLocked(e)
                ? $"The data folder {path} is in use by another process{OwnerText(owner)}. Wait for it, stop it, or choose another folder."
                : $"The data folder {path} cannot be written: {e.Message}");
        }

        try
        {
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return locked;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            locked.Dispose();
            throw new DataFolderException($"The data folder {path} cannot be written: {e.Message}");
        }
    }

    // EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.
    private static bool IsLocked(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;

    private static string OwnerText(string owner)
    {
        try
        {
            return int.TryParse(File.ReadAllText(owner), CultureInfo.InvariantCulture, out var process) ? $" (id {process})" : "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static SqliteResultStore Guard(Func<SqliteResultStore> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is StoreFormatException or StoreException)
        {
            throw new DataFolderException(e.Message);
        }
    }
}
