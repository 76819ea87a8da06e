namespace Symmetry.Chaos.Clients;

/// <summary>How a <c>symmetry</c> process ended.</summary>
/// <param name="Command">Its arguments.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to stdout.</param>
/// <param name="Errors">What it wrote to stderr.</param>
internal sealed record ClientAnswer(string Command, int ExitCode, string Output, string Errors)
{
    private const int MaxErrors = 600;

    public override string ToString() =>
        $"'symmetry {Command}' exited with code {ExitCode}: {(Errors.Length > MaxErrors ? Errors[^MaxErrors..] : Errors).Trim()}";
}
