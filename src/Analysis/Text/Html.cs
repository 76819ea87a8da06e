using System.Net;
using System.Text.RegularExpressions;

namespace Symmetry.Analysis.Text;

/// <summary>Texts of the tables as HTML.</summary>
public static partial class Html
{
    /// <summary>A text with mathematical signs instead of their stand-ins, as HTML without markup.</summary>
    public static string Plain(string text) => WebUtility.HtmlEncode(Signs(text));

    /// <summary>The same, with the names of test sets set as such.</summary>
    public static string Prose(string text) => Plain(text).Replace("X_test", "<i>X</i><sub>test</sub>", StringComparison.Ordinal);

    // -X, -0.5, ->= and Rbar stand in texts that must do with ASCII.
    private static string Signs(string text) => Minus().Replace(text, "\u2212")
        .Replace("Rbar", "R\u0304", StringComparison.Ordinal)
        .Replace(">=", "\u2265", StringComparison.Ordinal)
        .Replace("<=", "\u2264", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![A-Za-z0-9])-(?=[0-9Xux(])", RegexOptions.None, 1000)]
    private static partial Regex Minus();
}
