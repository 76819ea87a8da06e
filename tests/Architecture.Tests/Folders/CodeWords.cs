namespace Symmetry.Architecture.Tests.Folders;

/// <summary>The identifiers and punctuation of a C# file in order, without comments and the text of strings.</summary>
internal sealed class CodeWords
{
    private readonly string text;
    private readonly List<string> words = [];
    private int at;

    private CodeWords(string text) => this.text = text;

    /// <summary>Splits a text into words: identifiers, keywords, numbers, and each other character by itself.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var split = new CodeWords(text);
        while (split.at < text.Length)
        {
            split.ReadCode();
        }

        return split.words;
    }

    private char Current => at < text.Length ? text[at] : '\0';

    private bool IsAt(string start) => string.CompareOrdinal(text, at, start, 0, start.Length) == 0;

    // One word, comment, character or string.
    private void ReadCode()
    {
        if (IsAt("//"))
        {
            SkipPast("\n");
        }
        else if (IsAt("/*"))
        {
            SkipPast("*/");
        }
        else if (Current == '\'')
        {
            SkipQuoted('\'');
        }
        else if (Current is '"' or '$' or '@' && TryReadString())
        {
            words.Add("\"");
        }
        else if (char.IsLetterOrDigit(Current) || Current is '_' or '@')
        {
            var from = at++;
            while (char.IsLetterOrDigit(Current) || Current == '_')
            {
                at++;
            }

            words.Add(text[from..at].TrimStart('@'));
        }
        else
        {
            if (!char.IsWhiteSpace(Current))
            {
                words.Add(Current.ToString());
            }

            at++;
        }
    }

    private void SkipPast(string end)
    {
        var found = text.IndexOf(end, at + 1, StringComparison.Ordinal);
        at = found < 0 ? text.Length : found + end.Length;
    }

    private void SkipQuoted(char quote)
    {
        for (at++; at < text.Length && Current != quote; at++)
        {
            at += Current == '\\' ? 1 : 0;
        }

        at++;
    }

    private bool TryReadString()
    {
        var start = at;
        var (dollars, isVerbatim) = (0, false);
        while (Current is '$' or '@')
        {
            dollars += Current == '$' ? 1 : 0;
            isVerbatim |= Current == '@';
            at++;
        }

        if (Current != '"')
        {
            at = start;
            return false;
        }

        var quotes = 0;
        while (Current == '"')
        {
            quotes++;
            at++;
        }

        if (quotes == 2)
        {
            return true;
        }

        ReadContent(quotes, dollars, isVerbatim);
        return true;
    }

    // Raw strings end with as many quotes as they begin with; holes of interpolated strings are code.
    private void ReadContent(int quotes, int dollars, bool isVerbatim)
    {
        var (end, hole) = (new string('"', quotes), new string('{', Math.Max(dollars, 1)));
        while (at < text.Length)
        {
            if (isVerbatim && IsAt("\"\""))
            {
                at += 2;
            }
            else if (IsAt(end))
            {
                at += quotes;
                return;
            }
            else if (quotes == 1 && !isVerbatim && Current == '\\')
            {
                at += 2;
            }
            else if (dollars > 0 && quotes == 1 && IsAt("{{"))
            {
                at += 2;
            }
            else if (dollars > 0 && IsAt(hole))
            {
                at += hole.Length;
                ReadHole(hole.Length);
            }
            else
            {
                at++;
            }
        }
    }

    private void ReadHole(int braces)
    {
        for (var depth = 1; at < text.Length;)
        {
            depth += Current == '{' ? 1 : Current == '}' ? -1 : 0;
            if (depth == 0)
            {
                at += braces;
                return;
            }

            ReadCode();
        }
    }
}
