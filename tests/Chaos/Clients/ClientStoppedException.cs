namespace Symmetry.Chaos.Clients;

/// <summary>A <c>symmetry</c> process was killed because nobody waits for it any more. The message contains what it wrote to stderr.</summary>
internal sealed class ClientStoppedException(string command, string errors)
    : OperationCanceledException($"'symmetry {command}' had not ended: {errors.Trim()}");
