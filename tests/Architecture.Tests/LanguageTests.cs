using System.Text.RegularExpressions;

namespace Symmetry.Architecture.Tests;

/// <summary>Phrases that must not appear in code, documents and examples, because plain technical English has a better one.</summary>
public sealed class LanguageTests
{
    // A pattern and what to write instead.
    private static readonly (string Pattern, string Replacement)[] Phrases =
    [
        (@"\ballowed (is|are)\b", "\"expected ...\", \"Valid settings: ...\" or the limit itself"),
        (@"\bis no (setting|claim|key|command|sweep|folder|file|table|cell|number|measurement|type|silo|trial|route|image|id)\b",
            "\"Unknown setting 'x'.\" or \"x is not a ...\""),
        (@"\bone's own\b", "\"custom\""),
        (@"\b(replicates?|rows?|lines?|trials?|columns?|operations?|requests?) an? (cell|row|trial|line|silo|sweep|second|step|image|parameter|column)\b",
            "\"per cell\", \"per trial\", ..."),
        (@"\bcomes? along\b", "\"progress\", or the verb for what happens"),
        (@"\b(go|goes|gone) on with\b", "\"continue\""),
        (@"\b(cry|cries) wolf\b", "\"reject falsely\""),
        (@"\bhonest", "the property itself, such as \"with confidence intervals\""),
        (@"\bfares? best\b", "\"do best\""),
        (@"\btimes a second\b", "\"times per second\""),
        (@"\bgives up\b", "\"cancels\" or \"stops\""),
        (@"\bwhoever\b", "the name of the role, such as \"client\""),
    ];

    private static readonly string[] Extensions = [".cs", ".csproj", ".css", ".html", ".js", ".json", ".md", ".service", ".sh", ".yaml"];

    [Fact]
    public void Texts_contain_no_unidiomatic_phrase()
    {
        var found = (
            from file in Texts()
            let path = Path.GetRelativePath(Repository.Root, file)
            from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
            from phrase in Phrases
            let match = Regex.Match(line.Text, phrase.Pattern, RegexOptions.NonBacktracking)
            where match.Success
            select $"{path}:{line.Number}: replace \"{match.Value}\" by {phrase.Replacement}").ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static IEnumerable<string> Texts() =>
        ((string[])["src", "tests", "examples", "deploy"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
            .Where(file => Extensions.Contains(Path.GetExtension(file)))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Where(file => !file.EndsWith("packages.lock.json", StringComparison.Ordinal)
                && !file.EndsWith($"{nameof(LanguageTests)}.cs", StringComparison.Ordinal));
}
