namespace Symmetry.Engine.Sweeps;

/// <summary>One named list of values of a grid.</summary>
/// <param name="Setting">The setting that varies; a <see cref="TiedSetting"/> for settings that vary together.</param>
/// <param name="Values">Its values, without repetition, at least one; their order is the order of the cells.</param>
public sealed record Axis(Setting Setting, ImmutableArray<SettingValue> Values)
{
    /// <summary>The settings that vary along the axis: one, or the tied ones.</summary>
    public ImmutableArray<Setting> Settings => Setting is TiedSetting tied ? tied.Settings : [Setting];

    /// <summary>An axis from texts.</summary>
    /// <exception cref="FormatException">A text is not a valid value of the setting.</exception>
    public static Axis Parse(Setting setting, params IEnumerable<string> texts) => new(setting, [.. texts.Select(setting.Parse)]);

    /// <summary>An axis along which several settings vary together.</summary>
    /// <param name="columns">At least two settings with equally many values each; a value may occur repeatedly.</param>
    /// <exception cref="ArgumentException">There are fewer than two settings, or their numbers of values differ.</exception>
    public static Axis Tie(params ImmutableArray<Axis> columns)
    {
        if (columns.Length < 2 || columns.Any(column => column.Values.Length != columns[0].Values.Length))
        {
            throw new ArgumentException("Expected two or more settings with equally many values.", nameof(columns));
        }

        var tied = new TiedSetting([.. columns.Select(column => column.Setting)]);
        return new Axis(tied, [.. Enumerable.Range(0, columns[0].Values.Length).Select(i => tied.Tie([.. columns.Select(column => column.Values[i])]))]);
    }

    /// <summary>The axis for each of its settings: itself, or for each tied setting its distinct values in order.</summary>
    public ImmutableArray<Axis> Untie() => Setting is TiedSetting tied
        ? [.. tied.Settings.Select((setting, i) => new Axis(setting, [.. Values.Select(value => tied.PartsOf(value)[i]).Distinct()]))]
        : [this];

    /// <summary>Whether settings have one of the values.</summary>
    public bool Matches(TrialSettings settings) => Values.Contains(Setting.ValueIn(settings));
}
