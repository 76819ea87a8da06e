using System.Globalization;
using System.Runtime.InteropServices;

namespace Symmetry.Hosting.Programs.Processes;

/// <summary>Says in one sentence why a process failed.</summary>
internal static class EndText
{
    private const int NoSuchFile = 2;
    private const int NotExecutableFormat = 8;
    private const int PermissionDenied = 13;

    // By number, from 1.
    private static readonly string[] SignalNames =
    [
        "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE",
        "SIGALRM", "SIGTERM",
    ];

    /// <summary>It exited with another code than 0.</summary>
    public static string Exited(int code) => Text($"The program exited with code {code}.");

    /// <summary>A signal ended it.</summary>
    public static string Signalled(int signal) =>
        Text($"The program was ended by signal {signal}{(signal <= SignalNames.Length ? $" ({SignalNames[signal - 1]})" : "")}.");

    /// <summary>It took too long.</summary>
    public static string TimedOut(TimeSpan timeout) => Text($"The program did not end within {timeout.TotalSeconds} s.");

    /// <summary>It could not be started.</summary>
    /// <param name="program">The first word of the command.</param>
    /// <param name="error">The error number of the operating system.</param>
    public static string NotStarted(string program, int error) => error switch
    {
        NoSuchFile when !program.Contains('/', StringComparison.Ordinal) => $"The program '{program}' is not on the PATH of this silo.",
        NoSuchFile => $"The program '{program}' does not exist, or its first line names an interpreter that does not exist.",
        PermissionDenied => $"The program '{program}' is not executable.",
        NotExecutableFormat => $"The program '{program}' is not executable: a script needs a first line such as #!/usr/bin/env python3.",
        _ => $"The program '{program}' cannot be started: {Marshal.GetPInvokeErrorMessage(error)}.",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
