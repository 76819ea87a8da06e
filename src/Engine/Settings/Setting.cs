using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;

namespace Symmetry.Engine.Settings;

/// <summary>How a setting's canonical text is to be written in JSON.</summary>
public enum SettingKind
{
    /// <summary>A word: quoted in JSON.</summary>
    Word,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number, shortest text that reads back to the same value.</summary>
    Number,

    /// <summary>A list of whole numbers, such as <c>[10,5]</c>.</summary>
    Widths,

    /// <summary>A text that is not one of a few words: quoted in JSON.</summary>
    Text,
}

/// <summary>One named setting of a trial: its text form, its range, and how it is put into <see cref="TrialSettings"/>.</summary>
/// <remarks>
/// The one register of names. The specification's keys, the export's columns, the schema and the help are read off
/// <see cref="All"/>, in this order; <see cref="Hidden"/> comes after it. Names and texts are a contract; texts use the invariant culture.
/// </remarks>
public sealed class Setting
{
    private readonly Func<TrialSettings, string> format;
    private readonly Func<string, TrialSettings, TrialSettings?> apply;
    private readonly Func<IReadOnlyList<string>>? more;
    private readonly string allowed;
    private readonly IReadOnlyList<string> words;

    private Setting(
        string name,
        SettingKind kind,
        string allowed,
        string summary,
        Func<TrialSettings, string> format,
        Func<string, TrialSettings, TrialSettings?> apply,
        IReadOnlyList<string>? words = null,
        Func<IReadOnlyList<string>>? more = null)
    {
        Name = name;
        Kind = kind;
        this.allowed = allowed;
        Summary = summary;
        this.words = words ?? [];
        this.more = more;
        this.format = format;
        this.apply = apply;
    }

    /// <summary>Every setting, in the order of the export's columns.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("features", SettingKind.Word, string.Join(", ", FeatureWords), "the feature map", FormatFeatures, ApplyFeatures, FeatureWords, () => CustomFeatureMaps.Names),
        Boolean("bias", "biases in every layer, or in none", s => s.Bias, (s, v) => s with { Bias = v }),
        Choice("training", "trained on X, on X and -X, or on a sample of their union", s => s.Training, (s, v) => s with { Training = v }),
        Real("mu", "probability that a sampled training set keeps (image, g)", "a number above 0, at most 1",
            v => v is > 0 and <= 1, s => s.Mu, (s, v) => s with { Mu = v }),
        Choice("optimizer", "the update rule", s => s.Optimizer, (s, v) => s with { Optimizer = v }),
        Single("learningRate", "the learning rate", "a number above 0, at most 1000",
            v => v is > 0 and <= 1000, s => s.LearningRate, (s, v) => s with { LearningRate = v }),
        Single("momentum", "momentum of sgd and nesterov", "a number from 0 to below 1",
            v => v is >= 0 and < 1, s => s.Momentum, (s, v) => s with { Momentum = v }),
        Whole("batch", "rows a step; more than there are means all", 1, 1_000_000, s => s.Batch, (s, v) => s with { Batch = v }),
        Whole("epochs", "passes over the training rows", 0, 1_000_000, s => s.Epochs, (s, v) => s with { Epochs = v }),
        new("hidden", SettingKind.Widths, $"a list of at most {MaxLayers} widths from 1 to {MaxWidth}, such as [10, 5]; [] for none",
            "widths of the hidden layers", s => s.Hidden.ToString(), (text, s) => ReadWidths(text) is { } v ? s with { Hidden = v } : null),
        Choice("activation", "the hidden neurons' function", s => s.Activation, (s, v) => s with { Activation = v }),
        Choice("initialisation", "the spread of the initial weights", s => s.Initialisation, (s, v) => s with { Initialisation = v }),
        Choice("split", "divide into training and test images before or after the enlargement", s => s.Split, (s, v) => s with { Split = v }),
        Real("testFraction", "fraction of the images tested on, rounded up", "a number above 0, below 1",
            v => v is > 0 and < 1, s => s.TestFraction, (s, v) => s with { TestFraction = v }),
        Real("trainFraction", "fraction of the other images trained on, rounded up", "a number above 0, at most 1",
            v => v is > 0 and <= 1, s => s.TrainFraction, (s, v) => s with { TrainFraction = v }),
        Choice("shiftFill", "what fills the line that a shift vacates", s => s.ShiftFill, (s, v) => s with { ShiftFill = v }),
        Choice("loss", "what training makes small", s => s.Loss, (s, v) => s with { Loss = v }),
        Single("weightDecay", "lambda of the penalty lambda/2 times the sum of squared weights", "a number from 0 to 1000",
            v => v is >= 0 and <= 1000, s => s.WeightDecay, (s, v) => s with { WeightDecay = v }),
        Choice("symmetry", "the way in which the model is given the group's symmetry", s => s.Symmetry, (s, v) => s with { Symmetry = v }),
        Choice("group", "the group that acts on the images", s => s.Group, (s, v) => s with { Group = v }),
        Choice("invariant", "the invariant features of symmetry invariant", s => s.Invariant, (s, v) => s with { Invariant = v }),
        Boolean("binarised", "pixels of -1 and 1 alone", s => s.Binarised, (s, v) => s with { Binarised = v }),
        Single("biasScale", "biases drawn from [-scale, scale] that are not trained", "a number from 0 to 1",
            v => v is >= 0 and <= 1, s => s.BiasScale, (s, v) => s with { BiasScale = v }),
        Choice("measure", "what is measured beside accuracies", s => s.Measure, (s, v) => s with { Measure = v }),
        new("data", SettingKind.Text, "digits; the key data of a specification names images of one's own", "the images",
            s => s.Data.ToString(), (text, s) => DataSet.TryParse(text, out var v) ? s with { Data = v } : null),
        Boolean("enlarged", "the four shifts of each image by one pixel are images too", s => s.Enlarged, (s, v) => s with { Enlarged = v }),
        Real("targetAccuracy", "accuracy over test images x and gx that ends training; 0 for none", "a number from 0 to below 1",
            v => v is >= 0 and < 1, s => s.TargetAccuracy, (s, v) => s with { TargetAccuracy = v }),
        Whole("patience", "epochs without a lower training loss that end training; 0 for any number", 0, 1_000_000,
            s => s.Patience, (s, v) => s with { Patience = v }),
        Choice("points", "points with a continuous symmetry instead of images", s => s.Points, (s, v) => s with { Points = v }),
    ];

    /// <summary>Settings for tests of the distribution: a specification may name them; columns, help and hints do not.</summary>
    public static IReadOnlyList<Setting> Hidden { get; } =
    [
        Choice("work", "what a trial does: train, or nothing", s => s.Work, (s, v) => s with { Work = v }),
    ];

    /// <summary>The most hidden layers that a network may have.</summary>
    public const int MaxLayers = 16;

    /// <summary>The widest that a hidden layer may be.</summary>
    public const int MaxWidth = 4096;

    /// <summary>The name, as in a specification.</summary>
    public string Name { get; }

    /// <summary>How its text is written in JSON.</summary>
    public SettingKind Kind { get; }

    /// <summary>The allowed values in words, to finish the sentence "allowed is …".</summary>
    public string Allowed => more?.Invoke() is { Count: > 0 } own ? $"{allowed}, {string.Join(", ", own)}" : allowed;

    /// <summary>What it sets, in a few words.</summary>
    public string Summary { get; }

    /// <summary>The allowed words of a <see cref="SettingKind.Word"/>; empty for the others.</summary>
    public IReadOnlyList<string> Words => more is null ? words : [.. words, .. more()];

    /// <summary>The words of the engine's own feature maps.</summary>
    internal static IReadOnlyList<string> FeatureWords =>
        [.. Enum.GetValues<FeatureMapKind>().Where(kind => kind is not FeatureMapKind.Own).Select(kind => Word(kind.ToString()))];

    /// <summary>Finds a setting by its exact name.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out Setting? setting)
    {
        setting = All.Concat(Hidden).FirstOrDefault(candidate => candidate.Name == name);
        return setting is not null;
    }

    /// <summary>The text that names these settings: <c>;name=value</c> for each that differs from the default, in the register's order.</summary>
    /// <remarks>
    /// Defaults are left out, so that a setting that is added later renames no trial and moves no fingerprint. A default that
    /// changes is therefore another numerics version.
    /// </remarks>
    public static string Canonical(TrialSettings settings)
    {
        var text = new StringBuilder();
        foreach (var setting in All.Concat(Hidden))
        {
            var value = setting.Format(settings);
            if (value != setting.Format(TrialSettings.Default))
            {
                text.Append(';').Append(setting.Name).Append('=').Append(value);
            }
        }

        return text.ToString();
    }

    /// <summary>The canonical text of this setting's value.</summary>
    public string Format(TrialSettings settings) => format(settings);

    /// <summary>Puts a value, given as text, into the settings.</summary>
    /// <param name="text">Canonical or any other spelling of the value that the kind allows.</param>
    /// <param name="settings">What is changed; not modified.</param>
    /// <param name="changed">The settings with the value.</param>
    /// <returns>Whether the text is a value that is allowed; if not, <see cref="Allowed"/> says what is.</returns>
    public bool TryApply(string text, TrialSettings settings, [NotNullWhen(true)] out TrialSettings? changed)
    {
        changed = apply(text, settings);
        return changed is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string FormatFeatures(TrialSettings settings) =>
        settings.Features is FeatureMapKind.Own ? settings.OwnFeatures : Word(settings.Features.ToString());

    private static TrialSettings? ApplyFeatures(string text, TrialSettings settings)
    {
        foreach (var kind in Enum.GetValues<FeatureMapKind>())
        {
            if (kind is not FeatureMapKind.Own && Word(kind.ToString()) == text)
            {
                return settings with { Features = kind, OwnFeatures = "" };
            }
        }

        return CustomFeatureMaps.TryFind(text, out _) ? settings with { Features = FeatureMapKind.Own, OwnFeatures = text } : null;
    }

    private static Setting Choice<T>(
        string name, string summary, Func<TrialSettings, T> get, Func<TrialSettings, T, TrialSettings> with)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        var names = Array.ConvertAll(values, value => Word(value.ToString()));
        return new(name, SettingKind.Word, string.Join(", ", names), summary,
            settings => names[Array.IndexOf(values, get(settings))],
            (text, settings) => Array.IndexOf(names, text) is >= 0 and var i ? with(settings, values[i]) : null,
            names);
    }

    private static Setting Boolean(
        string name, string summary, Func<TrialSettings, bool> get, Func<TrialSettings, bool, TrialSettings> with) =>
        new(name, SettingKind.Boolean, "true, false", summary,
            settings => get(settings) ? "true" : "false",
            (text, settings) => text switch { "true" => with(settings, true), "false" => with(settings, false), _ => null });

    private static Setting Whole(
        string name, string summary, int least, int most, Func<TrialSettings, int> get, Func<TrialSettings, int, TrialSettings> with) =>
        new(name, SettingKind.Number, $"a whole number from {least} to {most}", summary,
            settings => get(settings).ToString(CultureInfo.InvariantCulture),
            (text, settings) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most ? with(settings, value) : null);

    private static Setting Real(
        string name, string summary, string allowed, Func<double, bool> isAllowed,
        Func<TrialSettings, double> get, Func<TrialSettings, double, TrialSettings> with) =>
        new(name, SettingKind.Number, allowed, summary,
            settings => get(settings).ToString("R", CultureInfo.InvariantCulture),
            (text, settings) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && isAllowed(value) ? with(settings, value + 0.0) : null);

    private static Setting Single(
        string name, string summary, string allowed, Func<float, bool> isAllowed,
        Func<TrialSettings, float> get, Func<TrialSettings, float, TrialSettings> with) =>
        new(name, SettingKind.Number, allowed, summary,
            settings => get(settings).ToString("R", CultureInfo.InvariantCulture),
            (text, settings) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && isAllowed(value) ? with(settings, value + 0f) : null);

    private static Widths? ReadWidths(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 2 || trimmed[0] != '[' || trimmed[^1] != ']')
        {
            return null;
        }

        var inner = trimmed[1..^1].Trim();
        if (inner.IsEmpty)
        {
            return new Widths();
        }

        var widths = new List<int>();
        foreach (var part in inner.Split(','))
        {
            if (!int.TryParse(inner[part].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
                || width is < 1 or > MaxWidth || widths.Count == MaxLayers)
            {
                return null;
            }

            widths.Add(width);
        }

        return new Widths([.. widths]);
    }

    // The words of a specification are the names in kebab case: RelativeSign → relative-sign; LeCun is one name.
    private static string Word(string name)
    {
        if (name == nameof(Initialisation.LeCun))
        {
            return "lecun";
        }

        var word = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
