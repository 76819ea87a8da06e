using System.Buffers;
using System.Globalization;
using System.Text;
using Symmetry.Hosting.Programs.Processes;

namespace Symmetry.Hosting.Programs.Linux;

/// <summary>Ends descendants of a program that left its process group, by the variable that marks their environment.</summary>
/// <remarks>A descendant that also clears its environment is not found.</remarks>
internal static class Leftovers
{
    private const int MaxRounds = 50;
    private const int PauseMilliseconds = 1;
    private const int MaxProbed = 512;
    private const int MaxEnvironment = 1 << 20;

    /// <summary>Kills the marked processes until there are none, for at most 50 ms.</summary>
    /// <param name="program">The id of the program: the ids of its descendants follow, unless ids have started over.</param>
    /// <param name="folder">The folder of the trial.</param>
    public static void Kill(int program, string folder)
    {
        var mark = Encoding.UTF8.GetBytes($"{Launch.FolderVariable}={folder}\0");
        for (var round = 0; round < MaxRounds && KillFound(program, mark); round++)
        {
            LibC.Pause(PauseMilliseconds);
        }
    }

    private static bool KillFound(int program, byte[] mark)
    {
        var found = false;
        foreach (var process in Candidates(program))
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}");
            if (IsMarked(folder, mark) is not { } isMarked)
            {
                // It is just executing a program, so it has no environment yet. Or it never gets one: then the rounds end.
                found |= LibC.HasProgram(folder);
            }
            else if (isMarked)
            {
                LibC.Signal(process, LibC.Kill);
                found = true;
            }
        }

        return found;
    }

    // After a short trial few ids are new. Reading the environment of every process takes milliseconds.
    private static IEnumerable<int> Candidates(int program)
    {
        var created = LastId() - program;
        return created is >= 0 and <= MaxProbed
            ? Enumerable.Range(program + 1, created)
            : Directory.EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0);
    }

    // The last field is the id that was assigned last.
    private static int LastId()
    {
        var text = File.ReadAllText("/proc/loadavg");
        return int.TryParse(text.AsSpan(text.LastIndexOf(' ') + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1;
    }

    // Null if the environment is empty.
    private static unsafe bool? IsMarked(string processFolder, ReadOnlySpan<byte> mark)
    {
        // Not with File, which throws for each process that does not exist or belongs to another user.
        var file = LibC.OpenToRead($"{processFolder}/environ");
        if (file < 0)
        {
            return false;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(MaxEnvironment);
        var count = 0;
        fixed (byte* start = buffer)
        {
            for (nint read; (read = LibC.Read(file, start + count, (nuint)(buffer.Length - count))) > 0;)
            {
                count += (int)read;
            }
        }

        LibC.Close(file);
        bool? isMarked = count == 0 ? null : buffer.AsSpan(0, count).IndexOf(mark) >= 0;
        ArrayPool<byte>.Shared.Return(buffer);
        return isMarked;
    }
}
