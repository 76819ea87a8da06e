using System.Buffers;
using System.Diagnostics;
using System.Text;
using Symmetry.Hosting.Programs.Processes;

namespace Symmetry.Hosting.Programs.Linux;

/// <summary>Runs each process in a session of its own, and ends the whole group with it.</summary>
/// <remarks>
/// The calling thread waits for the process and its output in one system call, which takes no processor time. Descendants that made a session
/// of their own are found by their environment (<see cref="Leftovers"/>), and all of them end if this process is killed
/// (<see cref="OrphanWatcher"/>).
/// </remarks>
/// <param name="root">The folder in which the folders of trials are; deleted at the end.</param>
internal sealed class SessionLauncher(string root) : IProcessLauncher
{
    private const int BufferBytes = 1 << 16;
    private const int MaxStarts = 100;
    private const int SignalMask = 0x7f;
    private const int ExitShift = 8;
    private static readonly TimeSpan StartPause = TimeSpan.FromMilliseconds(1);

    // A silo that is told to stop waits half a second for its trials.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    private readonly OrphanWatcher watcher = new(root);

    private enum End
    {
        Exited,
        TimedOut,
        Cancelled,
    }

    /// <inheritdoc/>
    public (string? Problem, double Seconds) Run(Launch launch, CancellationToken stop)
    {
        watcher.EnsureRunning();
        using var output = new OutputPipe(launch.Output.Append);
        using var errors = new OutputPipe(launch.Errors.Append);
        var begin = Stopwatch.GetTimestamp();
        var (started, error) = Start(launch, output, errors, stop);
        if (started is null)
        {
            return (EndText.NotStarted(launch.Command[0], error), 0);
        }

        using var process = started;
        output.WriteEnd.Dispose();
        errors.WriteEnd.Dispose();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var end = WaitForExit(process, output, errors, buffer, launch.Timeout, stop);
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;

        // Not yet reaped, so the id of the group cannot belong to another one.
        process.Signal(LibC.Kill);
        var status = process.Reap();
        Leftovers.Kill(process.Id, launch.Folder);
        output.Drain(buffer);
        errors.Drain(buffer);
        ArrayPool<byte>.Shared.Return(buffer);
        return end switch
        {
            End.Cancelled => throw new OperationCanceledException(stop),
            End.TimedOut => (EndText.TimedOut(launch.Timeout), seconds),
            _ when (status & SignalMask) is not 0 and var signal => (EndText.Signalled(signal), seconds),
            _ when status != 0 => (EndText.Exited(status >> ExitShift), seconds),
            _ => (null, seconds),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => watcher.Dispose();

    private static (SessionProcess? Process, int Error) Start(Launch launch, OutputPipe output, OutputPipe errors, CancellationToken stop)
    {
        // A file instead of a pipe: a program that does not read its input blocks nobody.
        using var input = LibC.MemoryFile(Encoding.UTF8.GetBytes(launch.Input));
        string[] environment = [.. launch.Environment.Select(variable => $"{variable.Key}={variable.Value}")];
        for (var starts = 1; ; starts++)
        {
            var (process, error) = SessionProcess.Start(launch.Command, launch.Folder, environment, input, output.WriteEnd, errors.WriteEnd);
            if (error != LibC.FileBusy || starts == MaxStarts)
            {
                return (process, error);
            }

            // The child of another slot was started while this program was being written, and holds it open until it executes its own.
            stop.WaitHandle.WaitOne(StartPause);
        }
    }

    private static unsafe End WaitForExit(
        SessionProcess process, OutputPipe output, OutputPipe errors, Span<byte> buffer, TimeSpan timeout, CancellationToken stop)
    {
        using var wake = LibC.Event();
        using var registration = stop.Register(() => LibC.Set(wake));
        var entries = stackalloc PollEntry[] { new(process.Exit), new(wake), new(output.ReadEnd), new(errors.ReadEnd) };
        var end = End.Exited;
        var isKilled = false;
        var begin = Stopwatch.GetTimestamp();
        for (var limit = timeout; ;)
        {
            var left = (int)Math.Clamp(Math.Ceiling((limit - Stopwatch.GetElapsedTime(begin)).TotalMilliseconds), 0, int.MaxValue);
            LibC.Poll(entries, 4, isKilled ? -1 : left);
            ReadIfReady(ref entries[2], output, buffer);
            ReadIfReady(ref entries[3], errors, buffer);
            if (entries[0].IsReady)
            {
                return end;
            }

            var isLate = Stopwatch.GetElapsedTime(begin) >= limit;
            if (end == End.Exited && (isLate || entries[1].IsReady))
            {
                end = entries[1].IsReady ? End.Cancelled : End.TimedOut;
                entries[1].Ignore();
                process.Signal(LibC.Terminate);
                limit = Stopwatch.GetElapsedTime(begin) + Grace;
            }
            else if (isLate && !isKilled)
            {
                process.Signal(LibC.Kill);
                isKilled = true;
            }
        }
    }

    private static void ReadIfReady(ref PollEntry entry, OutputPipe pipe, Span<byte> buffer)
    {
        if (entry.IsReady && pipe.Read(buffer) == 0)
        {
            entry.Ignore();
        }
    }
}
