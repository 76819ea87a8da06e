using System.Data.Common;
using System.Text.RegularExpressions;

namespace Symmetry.Client.Sweeps;

/// <summary>Why something does not answer, as one sentence for users.</summary>
internal static partial class ErrorText
{
    private const string NoTable = "42P01";

    /// <summary>The innermost exception's message, without line breaks and without what only Orleans' own log needs.</summary>
    public static string Of(Exception e)
    {
        var cause = e.GetBaseException();
        var text = cause.Message.ReplaceLineEndings(" ");
        if (cause is DbException { SqlState: NoTable })
        {
            return "It has no tables yet: run symmetry-silo migrate first.";
        }

        if (text.StartsWith("Could not find any gateway", StringComparison.Ordinal))
        {
            return "No silo is active according to it.";
        }

        foreach (var noise in (Regex[])[Retry(), Request()])
        {
            text = noise.Replace(text, "");
        }

        return Silo().Replace(text, "${place}").TrimEnd('.', ' ') + ".";
    }

    // "S127.0.0.1:30000:0": the last number says since when the silo runs, and is 0 where that is not known.
    [GeneratedRegex(@"\bS(?<place>[0-9A-Fa-f.:\[\]]+:\d+):\d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Silo();

    [GeneratedRegex(@", will retry after [\d.]+ ?m?s", RegexOptions.None, 1000)]
    private static partial Regex Retry();

    // "Response did not arrive on time in 00:00:05 for message: Request [sys.client/... S127...->...] #12."
    [GeneratedRegex(" for message: .*$", RegexOptions.None, 1000)]
    private static partial Regex Request();
}
