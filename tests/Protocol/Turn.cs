namespace Symmetry.Protocol;

/// <summary>Something that a process can do now: a continuation, a timer or a message.</summary>
internal readonly record struct Turn(Process Process, SendOrPostCallback Callback, object? State);
