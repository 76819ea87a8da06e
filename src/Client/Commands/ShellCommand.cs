namespace Symmetry.Client.Commands;

/// <summary>Command lines that can be pasted into a shell.</summary>
internal static class ShellCommand
{
    /// <summary>The command line of the program with these arguments, quoted where needed.</summary>
    public static string Text(params string[] arguments) => string.Join(' ', arguments.Prepend("symmetry").Select(Quote));

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./=:,@+%".Contains(letter, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
