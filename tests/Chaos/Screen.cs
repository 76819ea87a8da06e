namespace Symmetry.Chaos;

/// <summary>Prints the output of measurements.</summary>
internal static class Screen
{
    /// <summary>Prints a line. Its numbers are independent of the culture, because the program runs with the invariant one.</summary>
    public static void Print(string text) => Console.WriteLine(text);
}
