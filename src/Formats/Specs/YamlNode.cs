namespace Symmetry.Formats.Specs;

/// <summary>One value of a YAML document, with the place where it begins.</summary>
internal abstract record YamlNode(Place Place);

/// <summary>A single value.</summary>
/// <param name="Text">The text, without its quotes.</param>
/// <param name="Quoted">Whether it was written as text, in quotes or as a block.</param>
/// <param name="Place">Where it begins.</param>
internal sealed record YamlScalar(string Text, bool Quoted, Place Place) : YamlNode(Place)
{
    /// <summary>Whether nothing, or <c>~</c> or <c>null</c>, stands there.</summary>
    public bool IsNothing => !Quoted && Text is "" or "~" or "null";
}

/// <summary>A list.</summary>
internal sealed record YamlList(IReadOnlyList<YamlNode> Items, Place Place) : YamlNode(Place);

/// <summary>Named values, in the order of the file.</summary>
internal sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, Place Place) : YamlNode(Place);

/// <summary>One named value of a <see cref="YamlMap"/>.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
