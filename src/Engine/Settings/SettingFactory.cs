using System.Numerics;

namespace Symmetry.Engine.Settings;

#pragma warning disable CA1000 // An experiment names the type of its settings once, in an alias of this class, and the compiler infers the rest.

/// <summary>Makes the settings of an experiment whose values live in <typeparamref name="TSettings"/>.</summary>
/// <remarks>
/// <para>
/// An experiment makes each setting once, in <c>Settings { get; } = [...]</c>, because a value belongs to its setting object. Names are 1 to
/// 64 letters, digits, spaces and . _ - + % @; a name that needs no quotes is easier to type. A summary says in a few words what is set.
/// </para>
/// <para>
/// <c>get</c> reads the value from settings. <c>set</c> makes settings with another value, usually by <c>with</c>, and must not change the
/// others. A text outside of the range is not a value: readers of specifications refuse it, with what was expected, the line and the column.
/// </para>
/// </remarks>
/// <typeparam name="TSettings">A record with one property per setting, whose initial values are the defaults.</typeparam>
public static class SettingFactory<TSettings>
    where TSettings : TrialSettings
{
    /// <summary>One member of an enumeration, by its name in kebab case (<see cref="EnumWords"/>).</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="summary">What it sets.</param>
    /// <param name="get">Gets the value from settings.</param>
    /// <param name="set">Makes settings with another value.</param>
    public static Setting Choice<T>(string name, string summary, Func<TSettings, T> get, Func<TSettings, T, TSettings> set)
        where T : struct, Enum => new TypedSetting<TSettings, T>(name, SettingKind.Word, summary)
        {
            Describe = () => OneOf(EnumWords.All<T>()),
            ListWords = EnumWords.All<T>,
            Read = text => EnumWords.Read<T>(text),
            Write = EnumWords.Write,
            Get = get,
            Set = set,
        };

    /// <summary>One of the objects of a register, by its name.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="summary">What it sets.</param>
    /// <param name="all">The register; read anew each time, because plug-ins add to it.</param>
    /// <param name="nameOf">The name of an object.</param>
    /// <param name="get">Gets the object from settings.</param>
    /// <param name="set">Makes settings with another object.</param>
    public static Setting Named<T>(
        string name, string summary, Func<IEnumerable<T>> all, Func<T, string> nameOf, Func<TSettings, T> get, Func<TSettings, T, TSettings> set)
        where T : class => new TypedSetting<TSettings, T>(name, SettingKind.Word, summary)
        {
            Describe = () => OneOf([.. all().Select(nameOf)]),
            ListWords = () => [.. all().Select(nameOf)],
            Read = text => all().FirstOrDefault(item => nameOf(item) == text),
            Write = nameOf,
            Get = get,
            Set = set,
        };

    /// <summary>True or false.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="summary">What it sets.</param>
    /// <param name="get">Gets the value from settings.</param>
    /// <param name="set">Makes settings with another value.</param>
    public static Setting Boolean(string name, string summary, Func<TSettings, bool> get, Func<TSettings, bool, TSettings> set) =>
        new TypedSetting<TSettings, bool>(name, SettingKind.Boolean, summary)
        {
            Describe = () => "true or false",
            Read = text => text switch { "true" => true, "false" => false, _ => null },
            Write = value => value ? "true" : "false",
            Get = get,
            Set = set,
        };

    /// <summary>A whole number in a closed range.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="summary">What it sets, with the unit.</param>
    /// <param name="min">The smallest valid value.</param>
    /// <param name="max">The largest valid value.</param>
    /// <param name="get">Gets the value from settings.</param>
    /// <param name="set">Makes settings with another value.</param>
    public static Setting Whole(string name, string summary, int min, int max, Func<TSettings, int> get, Func<TSettings, int, TSettings> set) =>
        new TypedSetting<TSettings, int>(name, SettingKind.Number, summary)
        {
            Describe = () => $"a whole number from {min} to {max}",
            Read = text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= min && value <= max ? value : null,
            Write = value => value.ToString(CultureInfo.InvariantCulture),
            Get = get,
            Set = set,
        };

    /// <summary>A floating-point number, in the precision of <typeparamref name="T"/>.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="summary">What it sets, with the unit.</param>
    /// <param name="expected">The range in words, to finish the sentence "expected ...", such as "a number from 0 to 1".</param>
    /// <param name="isValid">Whether a number is in the range. It is asked about NaN and infinities too, and should refuse them.</param>
    /// <param name="get">Gets the value from settings.</param>
    /// <param name="set">Makes settings with another value.</param>
    public static Setting Real<T>(
        string name, string summary, string expected, Func<T, bool> isValid, Func<TSettings, T> get, Func<TSettings, T, TSettings> set)
        where T : struct, IFloatingPoint<T> => new TypedSetting<TSettings, T>(name, SettingKind.Number, summary)
        {
            Describe = () => expected,
            Read = text => T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && isValid(value) ? value + T.Zero : null,
            Write = value => value.ToString("R", CultureInfo.InvariantCulture),
            Get = get,
            Set = set,
        };

    /// <summary>The widths of hidden layers.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="summary">What it sets.</param>
    /// <param name="get">Gets the value from settings.</param>
    /// <param name="set">Makes settings with another value.</param>
    public static Setting HiddenWidths(string name, string summary, Func<TSettings, Widths> get, Func<TSettings, Widths, TSettings> set) =>
        new TypedSetting<TSettings, Widths>(name, SettingKind.List, summary)
        {
            Describe = () => $"a list of at most {Widths.MaxLayers} widths from 1 to {Widths.MaxWidth}, such as [10, 5], or [] for no hidden layer",
            Read = text => Widths.Parse(text),
            Write = value => value.ToString(),
            Get = get,
            Set = set,
        };

    /// <summary>Free text that a parser checks.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="summary">What it sets.</param>
    /// <param name="expected">The valid texts in words, to finish the sentence "expected ...".</param>
    /// <param name="read">Parses a text; null if it is not valid. It must accept what <c>ToString</c> of its value writes, the canonical text.</param>
    /// <param name="get">Gets the value from settings.</param>
    /// <param name="set">Makes settings with another value.</param>
    public static Setting Text<T>(
        string name, string summary, string expected, Func<string, T?> read, Func<TSettings, T> get, Func<TSettings, T, TSettings> set)
        where T : class => new TypedSetting<TSettings, T>(name, SettingKind.Text, summary)
        {
            Describe = () => expected,
            Read = text => read(text),
            Write = value => value.ToString()!,
            Get = get,
            Set = set,
        };

    private static string OneOf(IReadOnlyList<string> words) => words.Count switch
    {
        1 => words[0],
        _ => $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}",
    };
}
