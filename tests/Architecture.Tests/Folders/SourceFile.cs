namespace Symmetry.Architecture.Tests.Folders;

/// <summary>What a source file declares and what it names.</summary>
/// <param name="Path">Its path inside the project, with slashes.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Imports">The namespaces that it imports.</param>
/// <param name="Types">The types that it declares outside other types.</param>
/// <param name="Names">Every identifier that may name a type, with the one before the dot in front of it; empty for none.</param>
internal sealed record SourceFile(
    string Path, string Namespace, IReadOnlySet<string> Imports, IReadOnlySet<string> Types, IReadOnlySet<(string Qualifier, string Name)> Names)
{
    private static readonly HashSet<string> Kinds = ["class", "struct", "interface", "enum", "record"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path inside the project.</param>
    /// <param name="text">Its text.</param>
    /// <param name="imports">The namespaces that the project imports for all its files.</param>
    public static SourceFile Read(string path, string text, params IEnumerable<string> imports)
    {
        var words = CodeWords.Split(text);
        var imported = imports.ToHashSet();
        var types = new HashSet<string>();
        var names = new HashSet<(string, string)>();
        var (space, depth) = ("", 0);
        for (var i = 0; i < words.Count; i++)
        {
            depth += words[i] switch { "{" => 1, "}" => -1, _ => 0 };
            if (words[i] == "namespace")
            {
                space = QualifiedName(words, i + 1);
            }
            else if (words[i] == "using" && depth == 0)
            {
                imported.Add(QualifiedName(words, i + 1));
            }
            else if (depth == 0 && Kinds.Contains(words[i]) && i + 1 < words.Count && !Kinds.Contains(words[i + 1]))
            {
                types.Add(words[i + 1]);
            }
            else if (depth == 0 && words[i] == "delegate")
            {
                // The name stands before the first bracket, and before the type parameters where there are any.
                types.Add(words[words.ToList().IndexOf("(", i) - 1]);
            }
            else if (char.IsLetter(words[i][0]))
            {
                names.Add((i > 1 && words[i - 1] == "." ? words[i - 2] : "", words[i]));
            }
        }

        return new SourceFile(path, space, imported, types, names);
    }

    /// <summary>Whether this file names a type that another file declares, in a way that reaches it.</summary>
    public bool Uses(SourceFile other)
    {
        var isVisible = Namespace == other.Namespace || Namespace.StartsWith(other.Namespace + ".", StringComparison.Ordinal)
            || Imports.Contains(other.Namespace);
        var last = other.Namespace[(other.Namespace.LastIndexOf('.') + 1)..];
        return other.Types.Any(type => (isVisible && Names.Contains(("", type))) || Names.Contains((last, type)));
    }

    private static string QualifiedName(IReadOnlyList<string> words, int from)
    {
        var name = "";
        for (var i = from; i < words.Count && (words[i] == "." || char.IsLetter(words[i][0]) || words[i][0] == '_'); i++)
        {
            name += words[i];
        }

        return name;
    }
}
