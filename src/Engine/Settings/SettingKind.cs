namespace Symmetry.Engine.Settings;

/// <summary>The type that a setting's canonical text has in JSON.</summary>
public enum SettingKind
{
    /// <summary>One of a few words; a JSON string.</summary>
    Word,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number, written as the shortest text that reads back to the same value.</summary>
    Number,

    /// <summary>A list, such as <c>[10,5]</c>, written as a JSON array.</summary>
    List,

    /// <summary>Free text; a JSON string.</summary>
    Text,
}
