using Microsoft.Win32.SafeHandles;
using Symmetry.Hosting.Programs.Processes;

namespace Symmetry.Hosting.Programs.Linux;

/// <summary>A small process that outlives this one, even if it is killed: it then ends the programs, and deletes their folders.</summary>
/// <remarks>
/// It is a shell that reads from a pipe which the kernel closes if this process is killed, so that it waits without using the processor.
/// Thread-safe.
/// </remarks>
/// <param name="root">The folder in which the folders of trials are.</param>
internal sealed class OrphanWatcher(string root) : IDisposable
{
    private const string Shell = "/bin/sh";

    // Repeated, because a process may start another one while the list is read. A process that is just executing its program has no
    // environment yet: so once more after a killed silo. A silo that stops in order has ended its programs, and writes a line.
    private const string Script = $$"""
        end_programs() {
          rounds=0
          while [ "$rounds" -lt 100 ]; do
            found=$(grep -lF "{{Launch.FolderVariable}}=$1/" /proc/[0-9]*/environ 2>/dev/null)
            [ -n "$found" ] || break
            for file in $found; do
              process=${file#/proc/}
              kill -KILL "${process%/environ}"
            done
            rounds=$((rounds + 1))
          done
        }
        read -r line
        end_programs "$1"
        [ -n "$line" ] || { sleep 1; end_programs "$1"; }
        rm -rf -- "$1"
        """;

    private readonly Lock gate = new();
    private SafeFileHandle? end;
    private SessionProcess? watcher;

    /// <summary>Starts the process unless it is running. Call before a program is started.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public void EnsureRunning()
    {
        lock (gate)
        {
            if (watcher is not null && !HasExited(watcher))
            {
                return;
            }

            Close();
            var (read, write) = LibC.Pipe();
            using var nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            using (read)
            {
                string[] environment = [$"PATH={Environment.GetEnvironmentVariable("PATH")}"];
                (watcher, var error) = SessionProcess.Start([Shell, "-c", Script, "symmetry-programs", root], "/", environment, read, nothing, nothing);
                if (watcher is null)
                {
                    write.Dispose();
                    throw new IOException($"Programs cannot be run, because nothing would end them if this silo is killed. {EndText.NotStarted(Shell, error)}");
                }
            }

            end = write;
        }
    }

    /// <summary>Ends programs that are still running, deletes the folders, and ends the process.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            Close();
        }
    }

    private static unsafe bool HasExited(SessionProcess process)
    {
        var entry = new PollEntry(process.Exit);
        return LibC.Poll(&entry, 1, 0) > 0;
    }

    private void Close()
    {
        if (end is not null)
        {
            LibC.WriteLine(end);
            end.Dispose();
        }

        watcher?.Reap();
        watcher?.Dispose();
        (end, watcher) = (null, null);
    }
}
