namespace Symmetry.Silo;

/// <summary>Ends the process when the silo cannot stay in its cluster, for instance because it was declared dead. Its supervisor restarts it.</summary>
/// <remarks>Orleans' own handler aborts the process with two stack traces, and on many machines with a core dump.</remarks>
internal sealed class FatalErrorExit : IFatalErrorHandler
{
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        var reason = exception?.Message ?? context ?? "unknown reason";
        Console.Error.WriteLine($"The silo cannot stay in its cluster and exits: {reason.ReplaceLineEndings(" ")}");
        Environment.Exit(SiloExitCode.Unexpected);
    }

    public bool IsUnexpected(Exception exception) => true;
}
