namespace Symmetry.Engine.Experiments.Declared;

/// <summary>The values of settings that a specification or a file declares, by the place of each setting.</summary>
public sealed record FreeSettings : TrialSettings
{
    private readonly ImmutableArray<string> texts;

    /// <summary>Settings of which none has a value yet.</summary>
    /// <param name="count">The number of settings.</param>
    internal FreeSettings(int count) => texts = [.. Enumerable.Repeat("", count)];

    /// <summary>The canonical text of a value; empty if there is none.</summary>
    internal string this[int place] => texts[place];

    /// <inheritdoc/>
    public bool Equals(FreeSettings? other) => other is not null && texts.AsSpan().SequenceEqual(other.texts.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (var text in texts)
        {
            hash.Add(text);
        }

        return hash.ToHashCode();
    }

    /// <summary>The settings with another value.</summary>
    internal FreeSettings With(int place, string text) => this with { Texts = texts.SetItem(place, text) };

    private ImmutableArray<string> Texts
    {
        init => texts = value;
    }
}
