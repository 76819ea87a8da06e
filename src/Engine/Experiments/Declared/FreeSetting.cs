using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Symmetry.Engine.Experiments.Declared;

/// <summary>A setting that a specification or a file declares: any name, and values that are numbers, booleans, lists or words.</summary>
public sealed class FreeSetting : Setting
{
    /// <summary>The maximum length of a value.</summary>
    public const int MaxValue = 1_000;

    // Larger whole numbers are not exact in double precision.
    private const long MaxWhole = 1L << 53;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly int place;

    /// <summary>Declares a setting.</summary>
    /// <param name="name">The name.</param>
    /// <param name="kind">Number, boolean, list or word.</param>
    /// <param name="place">Its place in <see cref="FreeSettings"/>.</param>
    internal FreeSetting(string name, SettingKind kind, int place)
        : base(name, kind, "") => this.place = place;

    /// <inheritdoc/>
    public override string Expected => Kind switch
    {
        SettingKind.Number => "a number",
        SettingKind.Boolean => "true or false",
        SettingKind.List => "a list, such as [10, 5]",
        _ => "a word",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> Words => [];

    /// <inheritdoc/>
    public override bool IsWhole => false;

    /// <summary>The kind that all texts have: booleans, numbers or lists; words if they are mixed.</summary>
    public static SettingKind KindOf(IEnumerable<string> texts)
    {
        var values = texts.ToList();
        SettingKind[] kinds = [SettingKind.Boolean, SettingKind.Number, SettingKind.List];
        return kinds.Where(kind => values.TrueForAll(text => Canonical(kind, text) is not null)).Append(SettingKind.Word).First();
    }

    /// <inheritdoc/>
    public override bool TryParse(string text, [NotNullWhen(true)] out SettingValue? value)
    {
        var canonical = Canonical(Kind, text);
        value = canonical is null ? null : new SettingValue(this, canonical, canonical);
        return value is not null;
    }

    /// <inheritdoc/>
    public override SettingValue ValueIn(TrialSettings settings)
    {
        var text = ((FreeSettings)settings)[place];
        return new SettingValue(this, text, text);
    }

    /// <inheritdoc/>
    public override TrialSettings With(TrialSettings settings, SettingValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ReferenceEquals(value.Setting, this)
            ? ((FreeSettings)settings).With(place, value.Text)
            : throw new ArgumentException($"This is a value of {value.Setting}, not of {this}.", nameof(value));
    }

    /// <summary>The canonical text of a value of a kind; null if the text is none.</summary>
    public static string? Canonical(SettingKind kind, string text) => text.Length is 0 or > MaxValue || text.Any(char.IsControl) ? null : kind switch
    {
        SettingKind.Number => Number(text),
        SettingKind.Boolean => text is "true" or "false" ? text : null,
        SettingKind.List => List(text),
        _ => text,
    };

    private static string? Number(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && Math.Abs((double)whole) <= MaxWhole)
        {
            return whole.ToString(CultureInfo.InvariantCulture);
        }

        // The sum turns -0 into 0.
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? (value + 0.0).ToString("R", CultureInfo.InvariantCulture)
            : null;
    }

    private static string? List(string text)
    {
        if (text[0] != '[')
        {
            return null;
        }

        try
        {
            return (JsonNode.Parse(text) as JsonArray)?.ToJsonString(Plain);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
