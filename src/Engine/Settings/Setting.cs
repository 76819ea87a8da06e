using System.Diagnostics.CodeAnalysis;

namespace Symmetry.Engine.Settings;

/// <summary>One named setting of an experiment: its text form, its range, and its place in the <see cref="TrialSettings"/>.</summary>
/// <remarks>
/// An experiment lists its settings once. The keys of specifications, the columns of exports, the schema and the help are all
/// derived from that list, in its order. Names and canonical texts are a contract; texts use the invariant culture.
/// </remarks>
public abstract class Setting
{
    private protected Setting(string name, SettingKind kind, string summary) => (Name, Kind, Summary) = (name, kind, summary);

    /// <summary>The name, as in a specification.</summary>
    public string Name { get; }

    /// <summary>The type of its text in JSON.</summary>
    public SettingKind Kind { get; }

    /// <summary>What it sets, in a few words.</summary>
    public string Summary { get; }

    /// <summary>The valid values in words, to finish the sentence "expected ...".</summary>
    public abstract string Expected { get; }

    /// <summary>The valid words of a <see cref="SettingKind.Word"/>; empty for other kinds.</summary>
    public abstract IReadOnlyList<string> Words { get; }

    /// <summary>Whether its values are whole numbers.</summary>
    public abstract bool IsWhole { get; }

    /// <summary>Parses a value.</summary>
    /// <param name="text">The canonical text, or any other spelling that the kind accepts.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the text is a valid value; if not, <see cref="Expected"/> says what is.</returns>
    public abstract bool TryParse(string text, [NotNullWhen(true)] out SettingValue? value);

    /// <summary>The value that the settings have.</summary>
    public abstract SettingValue ValueIn(TrialSettings settings);

    /// <summary>The settings with another value.</summary>
    /// <param name="settings">The settings to start from; not modified.</param>
    /// <param name="value">A value of this setting.</param>
    public abstract TrialSettings With(TrialSettings settings, SettingValue value);

    /// <summary>Parses a value.</summary>
    /// <exception cref="FormatException">The text is not a valid value; the message says what is.</exception>
    public SettingValue Parse(string text) => TryParse(text, out var value)
        ? value
        : throw new FormatException($"{Name}: expected {Expected}, got '{text}'.");

    /// <summary>The canonical text of the value that the settings have.</summary>
    public string Format(TrialSettings settings) => ValueIn(settings).Text;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
