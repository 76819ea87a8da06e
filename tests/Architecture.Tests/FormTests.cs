using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Symmetry.Architecture.Tests;

/// <summary>The form of the code, where a compiler does not check it.</summary>
public sealed partial class FormTests
{
    [Fact]
    public void No_file_is_named_for_want_of_a_noun() =>
        Assert.DoesNotContain(Repository.Sources(), file => VagueName().IsMatch(Path.GetFileName(file)));

    [Fact]
    public void Nothing_is_left_to_be_done_in_a_comment()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "XX" + "X"];
        var left = Repository.Code()
            .SelectMany(file => File.ReadLines(file).Select(line => $"{file}: {line}"))
            .Where(line => marks.Any(mark => Regex.IsMatch(line, $@"\b{mark}\b", RegexOptions.NonBacktracking)));

        Assert.Empty(left);
    }

    // The compiler insists on documentation only where nobody tells it not to.
    [Fact]
    public void No_project_switches_a_warning_off_for_itself()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            string[] loopholes = ["NoWarn", "TreatWarningsAsErrors", "WarningsNotAsErrors", "GenerateDocumentationFile", "Nullable"];
            Assert.DoesNotContain(XDocument.Load(file).Descendants().Select(element => element.Name.LocalName), loopholes.Contains);
        }
    }

    [Fact]
    public void Every_suppressed_warning_says_why()
    {
        var silent = Repository.Sources()
            .SelectMany(file => File.ReadLines(file).Select((line, i) => $"{file}:{i + 1}: {line.Trim()}"))
            .Where(line => line.Contains("#pragma warning disable", StringComparison.Ordinal) && !line.Contains("//", StringComparison.Ordinal));

        Assert.Empty(silent);
    }

    [Fact]
    public void No_line_is_longer_than_the_editor_settings_allow()
    {
        var rule = File.ReadLines(Path.Combine(Repository.Root, ".editorconfig")).Single(line => line.StartsWith("max_line_length", StringComparison.Ordinal));
        var max = int.Parse(rule.Split('=')[1], CultureInfo.InvariantCulture);
        var tooLong = Repository.Code()
            .SelectMany(file => File.ReadLines(file).Select((line, i) => (Place: $"{Path.GetRelativePath(Repository.Root, file)}:{i + 1}", line.Length)))
            .Where(line => line.Length > max).Select(line => $"{line.Place}: {line.Length} characters").ToList();

        Assert.True(tooLong.Count == 0, string.Join('\n', tooLong));
    }

    [Fact]
    public void Versions_of_packages_stand_in_one_place()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(XDocument.Load(file).Descendants("PackageReference"), reference => reference.Attribute("Version") is not null);
        }
    }

    [GeneratedRegex("(Manager|Helper|Util)s?\\.cs$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex VagueName();
}
