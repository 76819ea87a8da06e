namespace Symmetry.Client.Commands;

/// <summary>A verb of the command line with examples of its use.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does, in a sentence or two.</param>
/// <param name="examples">Whole command lines that show it; each parses.</param>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Whole command lines that show the verb.</summary>
    public IReadOnlyList<string> Examples => examples;
}
