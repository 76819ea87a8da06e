namespace Symmetry.Engine.Experiments.Programs;

/// <summary>Runs programs of users. The engine says what to run; processes are not its business.</summary>
public interface IProgramRunner
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="call">What to run.</param>
    /// <param name="stop">Ends the program with all processes that it started.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ProgramOutput Run(ProgramCall call, CancellationToken stop);
}
