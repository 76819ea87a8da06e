using System.ComponentModel;
using System.Diagnostics;

namespace Symmetry.Hosting.Programs.Processes;

/// <summary>Runs processes with the base class library, where <see cref="Linux.SessionLauncher"/> cannot: macOS, Windows and old Linux kernels.</summary>
/// <remarks>
/// On cancellation and timeout the process is killed with the descendants that are still below it in the tree. Descendants that outlive their
/// parent are not found, and nothing ends the processes of a silo that is killed itself.
/// </remarks>
internal sealed class TreeLauncher : IProcessLauncher
{
    private const int BufferBytes = 1 << 16;
    private static readonly TimeSpan MaxDrain = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public (string? Problem, double Seconds) Run(Launch launch, CancellationToken stop)
    {
        var begin = Stopwatch.GetTimestamp();
        using var process = new Process { StartInfo = StartOf(launch) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return (EndText.NotStarted(launch.Command[0], e.NativeErrorCode), 0);
        }

        using var limit = new CancellationTokenSource(launch.Timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        using var draining = new CancellationTokenSource();
        var streams = Task.WhenAll(
            Task.Run(() => WriteAsync(process, launch.Input), CancellationToken.None),
            Task.Run(() => ReadAsync(process.StandardOutput.BaseStream, launch.Output.Append, draining.Token), CancellationToken.None),
            Task.Run(() => ReadAsync(process.StandardError.BaseStream, launch.Errors.Append, draining.Token), CancellationToken.None));
        try
        {
            process.WaitForExitAsync(either.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        // A descendant may hold the pipes open.
        draining.CancelAfter(MaxDrain);
        streams.GetAwaiter().GetResult();
        stop.ThrowIfCancellationRequested();
        var problem = limit.IsCancellationRequested ? EndText.TimedOut(launch.Timeout) : process.ExitCode == 0 ? null : EndText.Exited(process.ExitCode);
        return (problem, Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Each call ends its own process.
    }

    private static ProcessStartInfo StartOf(Launch launch)
    {
        var start = new ProcessStartInfo(launch.Command[0], launch.Command.Skip(1))
        {
            WorkingDirectory = launch.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in launch.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static async Task WriteAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program does not read its input.
        }
    }

    private static async Task ReadAsync(Stream stream, AppendBytes append, CancellationToken stop)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, stop)) > 0;)
            {
                append(buffer.AsSpan(0, read));
            }
        }
        catch (OperationCanceledException)
        {
            // What the program wrote itself has been read.
        }
    }

    private delegate void AppendBytes(ReadOnlySpan<byte> bytes);
}
