using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Symmetry.Hosting.Programs.Linux;

/// <summary>A child process that leads a session, and so a process group, of its own.</summary>
/// <param name="id">The id of the process, of its group and of its session, until <see cref="Reap"/>.</param>
internal sealed class SessionProcess(int id) : IDisposable
{
    /// <summary>The id of the process.</summary>
    public int Id => id;

    /// <summary>A descriptor that becomes readable when the process exits.</summary>
    public SafeFileHandle Exit { get; } = LibC.ProcessHandle(id);

    /// <summary>Starts a process with three standard streams and no other descriptor.</summary>
    /// <returns>The process; or null and the error number of the operating system.</returns>
    public static unsafe (SessionProcess? Process, int Error) Start(
        IReadOnlyList<string> command, string folder, IReadOnlyList<string> environment, SafeFileHandle input, SafeFileHandle output, SafeFileHandle errors)
    {
        var actions = stackalloc byte[LibC.MaxStructBytes];
        var attributes = stackalloc byte[LibC.MaxStructBytes];
        var noSignals = stackalloc byte[LibC.MaxStructBytes];
        var allSignals = stackalloc byte[LibC.MaxStructBytes];
        using var arguments = new NativeStrings(command);
        using var variables = new NativeStrings(environment);

        // The runtime ignores SIGPIPE and blocks signals of its own, which children would inherit.
        LibC.EmptySet(noSignals);
        LibC.FullSet(allSignals);
        var error = LibC.InitActions(actions)
            | LibC.AddDuplicate(actions, input, 0)
            | LibC.AddDuplicate(actions, output, 1)
            | LibC.AddDuplicate(actions, errors, 2)
            | LibC.AddChangeFolder(actions, folder)
            | LibC.InitAttributes(attributes)
            | LibC.SetSignalMask(attributes, noSignals)
            | LibC.SetDefaultSignals(attributes, allSignals)
            | LibC.SetFlags(attributes, LibC.NewSessionWithDefaultSignals);
        var id = 0;
        error = error == 0 ? LibC.Spawn(out id, arguments.Pointer[0], actions, attributes, arguments.Pointer, variables.Pointer) : error;
        LibC.DestroyAttributes(attributes);
        LibC.DestroyActions(actions);
        return error == 0 ? (new SessionProcess(id), 0) : (null, error);
    }

    /// <summary>Sends a signal to the process and its group.</summary>
    public void Signal(int signal) => LibC.Signal(-id, signal);

    /// <summary>Waits for the exit of the process. Where orphans become children of this process, as in a container, waits for the group.</summary>
    /// <returns>The exit status, as waitpid gives it; 0 if this process ignores its children.</returns>
    public int Reap()
    {
        var exit = 0;
        for (int reaped; (reaped = LibC.Wait(-id, out var status, 0)) > 0 || Marshal.GetLastPInvokeError() == LibC.Interrupted;)
        {
            exit = reaped == id ? status : exit;
        }

        return exit;
    }

    /// <inheritdoc/>
    public void Dispose() => Exit.Dispose();
}
