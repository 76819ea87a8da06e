namespace Symmetry.Hosting.Programs.Processes;

/// <summary>A process to start.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Input">What it reads from standard input.</param>
/// <param name="Folder">Its working folder, which also marks the process and all its descendants.</param>
/// <param name="Environment">All its environment variables.</param>
/// <param name="Timeout">The maximum duration.</param>
/// <param name="Output">Gets its standard output.</param>
/// <param name="Errors">Gets its standard error.</param>
internal sealed record Launch(
    IReadOnlyList<string> Command,
    string Input,
    string Folder,
    IReadOnlyDictionary<string, string> Environment,
    TimeSpan Timeout,
    LastLine Output,
    ErrorTail Errors)
{
    /// <summary>The variable with the working folder. It marks the environment of the process and of its descendants.</summary>
    public const string FolderVariable = "SYMMETRY_TRIAL";
}
