using System.Collections.Concurrent;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Hosting.Programs.Linux;
using Symmetry.Hosting.Programs.Processes;

namespace Symmetry.Hosting.Programs;

/// <summary>Runs programs of users, one process per call. Thread-safe.</summary>
/// <remarks>Programs have the rights of this process: it is no sandbox.</remarks>
public sealed class ProgramRunner : IProgramRunner, IDisposable
{
    private readonly ProgramEnvironment environment = new(Environment.GetEnvironmentVariables());
    private readonly Lazy<string> root = new(() => Directory.CreateTempSubdirectory("symmetry-programs-").FullName);
    private readonly Lazy<IProcessLauncher> launcher;
    private readonly ConcurrentBag<TrialFolder> folders = [];
    private int folderCount;

    /// <summary>Creates nothing before the first call.</summary>
    public ProgramRunner() => launcher = new(() => LibC.IsComplete() ? new SessionLauncher(root.Value) : new TreeLauncher());

    /// <inheritdoc/>
    /// <exception cref="IOException">The files of the program cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The files of the program cannot be written.</exception>
    public ProgramOutput Run(ProgramCall call, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(call);
        stop.ThrowIfCancellationRequested();
        var folder = folders.TryTake(out var used) ? used : new TrialFolder(root.Value, Interlocked.Increment(ref folderCount));
        try
        {
            folder.Fill(call.Files);
            return Run(call, folder.Path, stop);
        }
        finally
        {
            if (folder.TryClear())
            {
                folders.Add(folder);
            }
        }
    }

    /// <summary>Ends programs that are still running, and deletes their folders.</summary>
    public void Dispose()
    {
        if (launcher.IsValueCreated)
        {
            launcher.Value.Dispose();
        }

        try
        {
            if (root.IsValueCreated && Directory.Exists(root.Value))
            {
                Directory.Delete(root.Value, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A program took away the rights to its folder.
        }
    }

    private ProgramOutput Run(ProgramCall call, string folder, CancellationToken stop)
    {
        var (output, errors) = (new LastLine(), new ErrorTail());
        var (problem, seconds) = launcher.Value.Run(
            new Launch(call.Command, call.Input, folder, environment.Of(folder), call.Timeout, output, errors), stop);
        var line = output.Read();
        problem ??= line is null ? "The program wrote nothing to standard output."
            : output.IsTooLong ? "The last line of standard output is longer than 1 MB."
            : null;
        return problem is null ? new ProgramOutput(line, null, seconds) : new ProgramOutput(null, problem + Explain(errors, folder), seconds);
    }

    // Without the path of the folder, which differs from run to run, equal failures have equal reasons.
    private static string Explain(ErrorTail errors, string folder)
    {
        var text = errors.Read().Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        return text.Length == 0 ? "" : $" Standard error ends with: {text}";
    }
}
