using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Symmetry.Client.Specs;

/// <summary>Reads the plain part of YAML that specifications use: one document of maps, lists and values.</summary>
/// <remarks>
/// Anchors, aliases, tags and merge keys are refused where they stand, so that a small file cannot unfold into a large one;
/// nesting is bounded, so that a deep one cannot exhaust the stack. What is left is linear in the size of the file.
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
    /// <exception cref="SpecFileException">The text is not YAML, or more of it than is used here.</exception>
    public static YamlNode Read(string text, string file) => new YamlTree(text, file).ReadDocument();

    private YamlNode ReadDocument()
    {
        Next<StreamStart>();
        if (Next() is StreamEnd end)
        {
            throw Refuse(end, "the file is empty; allowed is a specification with at least replicates.");
        }

        Next();
        var root = ReadNode(0);
        Next<DocumentEnd>();
        return Next() is StreamEnd
            ? root
            : throw Refuse(parser.Current!, "a second document begins here; allowed is one document a file.");
    }

    // Reads the node that the current event begins, and leaves the parser at its last event.
    private YamlNode ReadNode(int depth)
    {
        var current = parser.Current!;
        if (current is AnchorAlias alias)
        {
            throw Refuse(current, $"*{alias.Value} is an alias; a specification writes every value where it stands.");
        }

        if (current is not NodeEvent node)
        {
            throw Refuse(current, "a value is missing here.");
        }

        if (!node.Anchor.IsEmpty)
        {
            throw Refuse(current, $"&{node.Anchor} is an anchor; a specification writes every value where it stands.");
        }

        if (!node.Tag.IsEmpty)
        {
            throw Refuse(current, $"{node.Tag} is a tag; a specification has plain values only.");
        }

        if (depth > MaxDepth)
        {
            throw Refuse(current, $"values are nested more than {MaxDepth} deep; a specification needs six.");
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
                throw Refuse(keyEvent, "a key is a list or a map; allowed is a name.");
            }

            if (key is { Text: "<<", Quoted: false })
            {
                throw Refuse(keyEvent, "<< is a merge key; a specification writes every value where it stands.");
            }

            if (!seen.Add(key.Text))
            {
                throw Refuse(keyEvent, $"{key.Text} is given twice; allowed is once.");
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
            return parser.MoveNext() ? parser.Current! : throw new SpecFileException(file, Place.Start, "the file ends too early.");
        }
        catch (YamlException e)
        {
            throw new SpecFileException(file, PlaceOf(e.Start), $"this is not YAML: {Sentence(e.Message)}");
        }
        catch (InvalidOperationException)
        {
            // The scanner stumbles over some texts without saying where; it stands there.
            throw new SpecFileException(file, PlaceOf(scanner.CurrentPosition), "this is not YAML: it cannot be parsed.");
        }
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        if (Next() is not T)
        {
            throw Refuse(parser.Current!, "this does not belong to a specification.");
        }
    }

    private SpecFileException Refuse(ParsingEvent at, string sentence) => new(file, PlaceOf(at.Start), sentence);

    private static Place PlaceOf(Mark mark) => new(Math.Max(1, mark.Line), Math.Max(1, mark.Column));

    // The parser's messages are sentences with a capital and a full stop, sometimes over several lines.
    private static string Sentence(string message)
    {
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return line.Length == 0 ? "it cannot be parsed." : char.ToLowerInvariant(line[0]) + line[1..] + ".";
    }
}
