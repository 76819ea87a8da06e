using System.Diagnostics.CodeAnalysis;

namespace Symmetry.Engine.Settings;

/// <summary>Several settings that vary together, as one factor of a grid. Its name and its texts join theirs by '+'.</summary>
/// <remarks>It belongs to a grid, not to an experiment: specifications, exports and cells name each of its settings.</remarks>
public sealed class TiedSetting : Setting
{
    private const char Separator = '+';

    /// <summary>Ties settings.</summary>
    /// <param name="settings">At least two, all of one experiment.</param>
    public TiedSetting(ImmutableArray<Setting> settings)
        : base(Join(settings), SettingKind.Text, $"{Join(settings)}, which vary together") => Settings = settings;

    /// <summary>The settings, in the order in which cells name them.</summary>
    public ImmutableArray<Setting> Settings { get; }

    /// <inheritdoc/>
    public override string Expected => $"one value for each of {string.Join(", ", Settings)}, joined by '{Separator}'";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words => [];

    /// <inheritdoc/>
    public override bool IsWhole => false;

    /// <summary>The values that a tied value consists of, one for each setting.</summary>
    /// <param name="value">A value of this setting.</param>
    public ImmutableArray<SettingValue> PartsOf(SettingValue value) => ReferenceEquals(value.Setting, this)
        ? (ImmutableArray<SettingValue>)value.Value
        : throw new ArgumentException($"This is a value of {value.Setting}, not of {this}.", nameof(value));

    /// <summary>One value of this setting.</summary>
    /// <param name="values">One value for each setting, in their order.</param>
    public SettingValue Tie(ImmutableArray<SettingValue> values) => values.Select(value => value.Setting).SequenceEqual(Settings)
        ? new SettingValue(this, values, Join(values))
        : throw new ArgumentException($"These are not the settings of {this}.", nameof(values));

    /// <inheritdoc/>
    public override bool TryParse(string text, [NotNullWhen(true)] out SettingValue? value)
    {
        value = null;
        var texts = text.Split(Separator);
        if (texts.Length != Settings.Length)
        {
            return false;
        }

        var values = ImmutableArray.CreateBuilder<SettingValue>(texts.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            if (!Settings[i].TryParse(texts[i], out var part))
            {
                return false;
            }

            values.Add(part);
        }

        value = Tie(values.DrainToImmutable());
        return true;
    }

    /// <inheritdoc/>
    public override SettingValue ValueIn(TrialSettings settings) => Tie([.. Settings.Select(setting => setting.ValueIn(settings))]);

    /// <inheritdoc/>
    public override TrialSettings With(TrialSettings settings, SettingValue value) =>
        PartsOf(value).Aggregate(settings, (changed, part) => part.Setting.With(changed, part));

    private static string Join<T>(ImmutableArray<T> parts) => string.Join(Separator, parts);
}
