namespace Symmetry.Hosting.Programs.Processes;

/// <summary>Runs processes on one operating system. Thread-safe.</summary>
internal interface IProcessLauncher : IDisposable
{
    /// <summary>Runs a process to its end, and ends what it has left behind.</summary>
    /// <param name="launch">The process.</param>
    /// <param name="stop">Ends the process.</param>
    /// <returns>Why the process failed, null if it exited with 0; and the elapsed time in seconds.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    (string? Problem, double Seconds) Run(Launch launch, CancellationToken stop);
}
