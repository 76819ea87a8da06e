using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>Prints the output of measurements.</summary>
internal static class Screen
{
    /// <summary>Prints a line with culture-independent numbers.</summary>
    public static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
