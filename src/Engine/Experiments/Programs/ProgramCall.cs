namespace Symmetry.Engine.Experiments.Programs;

/// <summary>One run of a program.</summary>
/// <param name="Command">The program, found on the PATH, and its arguments.</param>
/// <param name="Input">What it reads from standard input.</param>
/// <param name="Files">The files in its working folder.</param>
/// <param name="Timeout">The maximum duration.</param>
public sealed record ProgramCall(ImmutableArray<string> Command, string Input, ImmutableArray<ProgramFile> Files, TimeSpan Timeout);
