namespace Symmetry.Client.Commands;

/// <summary>The help of the program: commands in groups, and the options that many commands have, once.</summary>
internal static class RootHelp
{
    private const int Width = 110;
    private const int Indent = 2;

    /// <summary>Writes the help.</summary>
    public static void Write(TextWriter output, RootCommand root)
    {
        output.WriteLine(root.Description!);
        output.WriteLine();
        output.WriteLine("Usage: symmetry COMMAND [options]; symmetry COMMAND --help shows options and examples.");
        foreach (var (title, commands) in CommandGroups.All)
        {
            Section(output, title, commands);
        }

        Section(output, "Options of every command", root.Options.Select(Row));
        Section(output, "Store options, for commands that read or submit sweeps", StoreLocationOptions.InFolderOrCluster().Options.Select(Row));
    }

    private static (string Name, string Text) Row(Option option)
    {
        var name = string.Join(", ", option.Aliases.Where(alias => alias is ['-', char letter] && char.IsAsciiLetter(letter)).Append(option.Name));
        return ($"{name}{(option.HelpName is { } value ? $" {value}" : "")}", option.Description ?? "");
    }

    private static void Section(TextWriter output, string title, IEnumerable<(string Name, string Text)> rows)
    {
        output.WriteLine();
        output.WriteLine($"{title}:");
        var all = rows.ToList();
        var names = all.Max(row => row.Name.Length) + (2 * Indent);
        foreach (var (name, text) in all)
        {
            var start = $"{new string(' ', Indent)}{name}".PadRight(names);
            foreach (var line in Wrap(text, Width - names))
            {
                output.WriteLine(start + line);
                start = new string(' ', names);
            }
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
