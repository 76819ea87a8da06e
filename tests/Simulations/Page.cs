namespace Symmetry.Simulations;

/// <summary>Prints the page.</summary>
internal static class Page
{
    /// <summary>Prints text with a line feed at its end, whatever the machine's line ends are.</summary>
    public static void WriteLine(string text) => Console.Write(text.ReplaceLineEndings("\n") + "\n");
}
