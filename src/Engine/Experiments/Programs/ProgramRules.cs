namespace Symmetry.Engine.Experiments.Programs;

/// <summary>The limits of a program's declaration. Checked wherever a <see cref="ProgramExperiment"/> is made, by clients and silos alike.</summary>
internal static class ProgramRules
{
    private const int MaxArguments = 100;
    private const int MaxArgument = 4_096;
    private const int MaxFiles = 1_000;

    /// <summary>Checks a declaration.</summary>
    /// <exception cref="FormatException">It is outside of the limits.</exception>
    public static void Check(ProgramDeclaration declaration)
    {
        if (declaration.Command.Length is 0 or > MaxArguments)
        {
            throw new FormatException(Text($"program: expected 1 to {MaxArguments} words, got {declaration.Command.Length}."));
        }

        if (declaration.Command.Any(part => part.Length > MaxArgument || part.Contains('\0', StringComparison.Ordinal)) || declaration.Command[0].Length == 0)
        {
            throw new FormatException(Text($"program: expected words of at most {MaxArgument} characters, the first of them not empty."));
        }

        if (declaration.Timeout < TimeSpan.FromSeconds(1) || declaration.Timeout > ProgramDeclaration.MaxTimeout)
        {
            throw new FormatException(Text($"timeout: expected 1 s to 7 d, got {declaration.Timeout.TotalSeconds} s."));
        }

        var paths = declaration.Files.Select(file => file.Path).ToList();
        if (paths.Count > MaxFiles)
        {
            throw new FormatException(Text($"files: expected at most {MaxFiles} files, got {paths.Count}."));
        }

        // A path that is also a folder of another one cannot be written.
        if (paths.Find(path => paths.Count(other => other == path || other.StartsWith(path + "/", StringComparison.Ordinal)) > 1) is { } twice)
        {
            throw new FormatException($"files: '{twice}' is given twice, or is also a folder.");
        }

        var bytes = declaration.Files.Sum(file => (long)file.Content.Length);
        if (bytes > ProgramFile.MaxTotalBytes)
        {
            throw new FormatException(
                Text($"files: expected at most {ProgramFile.MaxTotalBytes} bytes together, got {bytes}. Name larger data by an absolute path."));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
