using System.Globalization;
using Symmetry.Grains;
using Symmetry.Grains.Storage;

namespace Symmetry.Silo;

/// <summary>A folder with one store of sweeps, which one process at a time may write.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>The folder of the data sets in it.</summary>
    public const string DataSets = "data-sets";

    private const string StoreName = "sweeps.db";
    private const string LockName = "lock";
    private const string OwnerName = "lock.owner";

    private readonly FileStream? hold;

    private DataFolder(SqliteResultStore store, FileStream? hold)
    {
        Store = store;
        this.hold = hold;
    }

    /// <summary>The store in the folder.</summary>
    public SqliteResultStore Store { get; }

    /// <summary>Makes the folder, if it is not there, and takes it for this process.</summary>
    /// <exception cref="DataFolderException">It cannot be used.</exception>
    public static DataFolder Open(string path)
    {
        var folder = Make(path);
        var taken = Take(path, folder);
        try
        {
            return new DataFolder(Guard(() => SqliteResultStore.Open(Path.Combine(folder, StoreName))), taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder for reading, whoever writes it meanwhile.</summary>
    /// <exception cref="DataFolderException">There is no such folder, or no store in it, or it cannot be used.</exception>
    public static DataFolder OpenToRead(string path)
    {
        var file = Path.Combine(Path.GetFullPath(path), StoreName);
        return File.Exists(file)
            ? new DataFolder(Guard(() => SqliteResultStore.OpenToRead(file)), hold: null)
            : throw new DataFolderException($"{path} holds no sweeps: there is no {StoreName} in it.");
    }

    /// <summary>Closes the store, then lets go of the folder.</summary>
    public void Dispose()
    {
        Store.Dispose();
        hold?.Dispose();
    }

    private static string Make(string path)
    {
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataFolderException(File.Exists(path)
                ? $"{path} is a file; the data folder must be a folder."
                : $"The data folder {path} cannot be made: {e.Message}");
        }
    }

    private static FileStream Take(string path, string folder)
    {
        var owner = Path.Combine(folder, OwnerName);
        FileStream taken;
        try
        {
            taken = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new DataFolderException($"The data folder {path} cannot be written.");
        }
        catch (IOException e)
        {
            throw new DataFolderException(IsTaken(e)
                ? $"The data folder {path} is in use by another run{OwnerText(owner)}; wait for it, stop it, or choose another folder."
                : $"The data folder {path} cannot be written: {e.Message}");
        }

        try
        {
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return taken;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            taken.Dispose();
            throw new DataFolderException($"The data folder {path} cannot be written: {e.Message}");
        }
    }

    // EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.
    private static bool IsTaken(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;

    private static string OwnerText(string owner)
    {
        try
        {
            return int.TryParse(File.ReadAllText(owner), CultureInfo.InvariantCulture, out var process) ? $" (process {process})" : "";
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
