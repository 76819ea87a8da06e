using System.Text;

namespace Symmetry.Simulations;

/// <summary>Where the parts of the page write: each thread to a text of its own, so that parts may run side by side.</summary>
internal static class Page
{
    [ThreadStatic]
    private static StringBuilder? text;

    public static void WriteLine(string line) => (text ??= new StringBuilder()).Append(line.ReplaceLineEndings("\n")).Append('\n');

    /// <summary>What the action writes.</summary>
    public static string Of(Action write)
    {
        text = new StringBuilder();
        write();
        return text.ToString();
    }
}
