namespace Symmetry.Engine.Sweeps;

/// <summary>One named list of values of a grid.</summary>
/// <param name="Setting">The setting that varies.</param>
/// <param name="Values">Its values, without repetition, at least one; their order is the order of the cells.</param>
public sealed record Axis(Setting Setting, ImmutableArray<SettingValue> Values)
{
    /// <summary>An axis from texts.</summary>
    /// <exception cref="FormatException">A text is not a valid value of the setting.</exception>
    public static Axis Parse(Setting setting, params IEnumerable<string> texts) => new(setting, [.. texts.Select(setting.Parse)]);

    /// <summary>Whether settings have one of the values.</summary>
    public bool Matches(TrialSettings settings) => Values.Contains(Setting.ValueIn(settings));
}
