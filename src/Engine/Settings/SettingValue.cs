namespace Symmetry.Engine.Settings;

/// <summary>A value of a setting: parsed once, and carried with its type from then on.</summary>
/// <remarks>Two values are equal if they belong to the same setting and have the same canonical text.</remarks>
public sealed class SettingValue : IEquatable<SettingValue>
{
    internal SettingValue(Setting setting, object value, string text) => (Setting, Value, Text) = (setting, value, text);

    /// <summary>The setting.</summary>
    public Setting Setting { get; }

    /// <summary>The canonical text.</summary>
    public string Text { get; }

    /// <summary>The value in the setting's own type.</summary>
    internal object Value { get; }

    /// <inheritdoc/>
    public bool Equals(SettingValue? other) => other is not null && ReferenceEquals(Setting, other.Setting) && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SettingValue);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Setting.Name, Text);

    /// <summary>The canonical text.</summary>
    public override string ToString() => Text;
}
