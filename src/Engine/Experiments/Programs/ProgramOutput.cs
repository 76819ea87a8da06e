namespace Symmetry.Engine.Experiments.Programs;

/// <summary>How a program ended.</summary>
/// <param name="LastLine">The last line of standard output that is not empty; null if the program failed.</param>
/// <param name="Failure">Why the program failed, in a sentence with the last lines of standard error; null if it exited with 0 and wrote a line.</param>
/// <param name="Seconds">The elapsed time.</param>
public sealed record ProgramOutput(string? LastLine, string? Failure, double Seconds);
