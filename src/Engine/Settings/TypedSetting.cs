using System.Diagnostics.CodeAnalysis;

namespace Symmetry.Engine.Settings;

/// <summary>A setting whose value has type <typeparamref name="TValue"/> in the settings <typeparamref name="TSettings"/>.</summary>
internal sealed class TypedSetting<TSettings, TValue>(string name, SettingKind kind, string summary) : Setting(name, kind, summary)
    where TSettings : TrialSettings
    where TValue : notnull
{
    /// <summary>The valid values in words.</summary>
    public required Func<string> Describe { get; init; }

    public Func<IReadOnlyList<string>> ListWords { get; init; } = () => [];

    /// <summary>Parses a text; the result is the value boxed, or null if the text is not valid.</summary>
    public required Func<string, object?> Read { get; init; }

    /// <summary>The canonical text of a value.</summary>
    public required Func<TValue, string> Write { get; init; }

    /// <summary>Gets the value from settings.</summary>
    public required Func<TSettings, TValue> Get { get; init; }

    /// <summary>Makes settings with another value.</summary>
    public required Func<TSettings, TValue, TSettings> Set { get; init; }
    public override string Expected => Describe();
    public override IReadOnlyList<string> Words => ListWords();
    public override bool IsWhole => typeof(TValue) == typeof(int);

    public override bool TryParse(string text, [NotNullWhen(true)] out SettingValue? value)
    {
        value = Read(text) is TValue typed ? Pack(typed) : null;
        return value is not null;
    }

    public override SettingValue ValueIn(TrialSettings settings) => Pack(Get((TSettings)settings));

    public override TrialSettings With(TrialSettings settings, SettingValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ReferenceEquals(value.Setting, this)
            ? Set((TSettings)settings, (TValue)value.Value)
            : throw new ArgumentException($"This is a value of {value.Setting}, not of {this}.", nameof(value));
    }

    private SettingValue Pack(TValue value) => new(this, value, Write(value));
}
