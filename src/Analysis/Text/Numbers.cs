namespace Symmetry.Analysis.Text;

/// <summary>Numbers as people read them; files for programs use the shortest text that reads back to the same double.</summary>
public static class Numbers
{
    /// <summary>What stands where a number is undefined.</summary>
    public const string Undefined = "-";

    /// <summary>With so many decimals, and never a negative zero.</summary>
    public static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            return Undefined;
        }

        var text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.Any(letter => letter is >= '1' and <= '9') ? text : text.TrimStart('-');
    }

    /// <summary>With some significant digits, four by default, which suits counts, rates, losses and norms alike; whole numbers in full.</summary>
    /// <remarks>Numbers with more digits before the point are rounded to whole ones, up to 10⁹: 12346, not 1.235E+04.</remarks>
    public static string Significant(double value, int digits = 4)
    {
        if (!double.IsFinite(value))
        {
            return Undefined;
        }

        var isWhole = value == Math.Floor(value) || Math.Abs(value) >= Math.Pow(10, digits);
        var format = isWhole && Math.Abs(value) < 1e9 ? "F0" : string.Create(CultureInfo.InvariantCulture, $"G{digits}");
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A difference with its sign, and four decimals.</summary>
    public static string Signed(double? value) => value is { } number && double.IsFinite(number) ? (number > 0 ? "+" : "") + Fixed(number, 4) : Undefined;

    /// <summary>A p value with four decimals.</summary>
    public static string P(double? p) => p is not { } value || !double.IsFinite(value) ? Undefined : value < 0.0001 ? "< 0.0001" : Fixed(value, 4);

    /// <summary>The shortest text that reads back to the same double.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A whole number with commas between thousands.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: 1 trial, 2 trials.</summary>
    public static string Count(long value, string noun) => $"{Count(value)} {noun}{(value == 1 ? "" : "s")}";

    /// <summary>A count with a noun whose plural is its own: 1 class, 2 classes.</summary>
    public static string Count(long value, string noun, string nouns) => $"{Count(value)} {(value == 1 ? noun : nouns)}";

    /// <summary><see cref="Duration(TimeSpan)"/> of a forecast in seconds, which may be longer than a time span can be.</summary>
    public static string Duration(double seconds) => seconds < TimeSpan.MaxValue.TotalSeconds / 2
        ? Duration(TimeSpan.FromSeconds(seconds))
        : "longer than a lifetime";

    /// <summary>A duration in the two largest units that matter: 45 s, 3 min 05 s, 2 h 10 min.</summary>
    public static string Duration(TimeSpan span) => span.TotalSeconds switch
    {
        < 0.95 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:F1} s"),
        < 59.5 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:F0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min {span.Seconds:00} s"),
        < 86400 * 2 => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes:00} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays} days {span.Hours} h"),
    };
}
