using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Symmetry.Formats.Specs;

/// <summary>Reads the part of YAML that specifications use: one document of maps, lists and values.</summary>
/// <remarks>
/// Anchors, aliases, tags and merge keys are rejected, so that a small file cannot expand into a large one; nesting is bounded, so
/// that a deep file cannot exhaust the stack. The cost is linear in the size of the file.
/// </remarks>
internal sealed class YamlTree
{
    private const int MaxDepth = 8;

    private readonly Scanner scanner;
    private readonly Parser parser;
    private readonly string file;

    private YamlTree(string text, string file)
    {
        scanner = new Scanner(new StringReader(text), skipComments: true);
        parser = new Parser(scanner);
        this.file = file;
    }

    /// <summary>Reads the document.</summary>
    /// <exception cref="SpecFileException">The text is not YAML, or uses a part of YAML that specifications do not have.</exception>
    public static YamlNode Read(string text, string file) => new YamlTree(text, file).ReadDocument();

    private YamlNode ReadDocument()
    {
        Next<StreamStart>();
        if (Next() is StreamEnd end)
        {
            throw Refuse(end, "The file is empty. A specification needs at least the key replicates.");
        }

        Next();
        var root = ReadNode(0);
        Next<DocumentEnd>();
        return Next() is StreamEnd
            ? root
            : throw Refuse(parser.Current!, "A second document begins here. Use one document per file.");
    }

    // Reads the node that the current event begins, and leaves the parser at its last event.
    private YamlNode ReadNode(int depth)
    {
        var current = parser.Current!;
        if (current is AnchorAlias alias)
        {
            throw Refuse(current, $"Aliases are not supported: write out the value instead of *{alias.Value}.");
        }

        if (current is not NodeEvent node)
        {
            throw Refuse(current, "A value is missing here.");
        }

        if (!node.Anchor.IsEmpty)
        {
            throw Refuse(current, $"Anchors are not supported: remove &{node.Anchor}.");
        }

        if (!node.Tag.IsEmpty)
        {
            throw Refuse(current, $"Tags are not supported: remove {node.Tag}.");
        }

        if (depth > MaxDepth)
        {
            throw Refuse(current, $"Values are nested more than {MaxDepth} levels deep.");
        }

        return node switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => ReadList(depth),
            _ => ReadMap(depth),
        };
    }

    private YamlList ReadList(int depth)
    {
        var place = PlaceOf(parser.Current!.Start);
        var items = new List<YamlNode>();
        while (Next() is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        return new YamlList(items, place);
    }

    private YamlMap ReadMap(int depth)
    {
        var place = PlaceOf(parser.Current!.Start);
        var entries = new List<YamlEntry>();
        var seen = new HashSet<string>();
        while (Next() is not MappingEnd)
        {
            var keyEvent = parser.Current!;
            if (ReadNode(depth + 1) is not YamlScalar key)
            {
                throw Refuse(keyEvent, "Expected a name as the key, got a list or a map.");
            }

            if (key is { Text: "<<", Quoted: false })
            {
                throw Refuse(keyEvent, "Merge keys are not supported: write out the values instead of <<.");
            }

            if (!seen.Add(key.Text))
            {
                throw Refuse(keyEvent, $"The key '{key.Text}' is given twice.");
            }

            Next();
            entries.Add(new YamlEntry(key, ReadNode(depth + 1)));
        }

        return new YamlMap(entries, place);
    }

    private static YamlScalar ReadScalar(Scalar scalar) =>
        new(scalar.Value, scalar.Style is not ScalarStyle.Plain, PlaceOf(scalar.Start));

    private ParsingEvent Next()
    {
        try
        {
            return parser.MoveNext() ? parser.Current! : throw new SpecFileException(file, Place.Start, "The file ends too early.");
        }
        catch (YamlException e)
        {
            throw new SpecFileException(file, PlaceOf(e.Start), $"This is not YAML: {Sentence(e.Message)}");
        }
        catch (InvalidOperationException)
        {
            // The scanner fails on some texts without a position; its own position is the best known.
            throw new SpecFileException(file, PlaceOf(scanner.CurrentPosition), "This is not YAML: it cannot be parsed.");
        }
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        if (Next() is not T)
        {
            throw Refuse(parser.Current!, "This is not part of a specification.");
        }
    }

    private SpecFileException Refuse(ParsingEvent at, string sentence) => new(file, PlaceOf(at.Start), sentence);

    private static Place PlaceOf(Mark mark) => new(Math.Max(1, mark.Line), Math.Max(1, mark.Column));

    // The parser's messages begin with a capital letter and end with a full stop, sometimes after several lines.
    private static string Sentence(string message)
    {
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return line.Length == 0 ? "it cannot be parsed." : char.ToLowerInvariant(line[0]) + line[1..] + ".";
    }
}
