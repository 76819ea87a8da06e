using System.Text;

namespace Symmetry.Simulations;

/// <summary>Collects the output of the page's parts. Each thread writes to a separate text, so parts can run in parallel.</summary>
internal static class Page
{
    [ThreadStatic]
    private static StringBuilder? text;

    public static void WriteLine(string line) => (text ??= new StringBuilder()).Append(line.ReplaceLineEndings("\n")).Append('\n');

    /// <summary>Returns what the action writes.</summary>
    public static string Capture(Action write)
    {
        text = new StringBuilder();
        write();
        return text.ToString();
    }
}
