using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>What measurements say.</summary>
internal static class Screen
{
    /// <summary>Prints a line, its numbers as they are written everywhere.</summary>
    public static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
