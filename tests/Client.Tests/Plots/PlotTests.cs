using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;
using Symmetry.Analysis.Figures;
using Symmetry.Analysis.Paper;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Specs;
using Symmetry.Views;

namespace Symmetry.Client.Tests.Plots;

public sealed partial class PlotTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Session session = new() { Store = new FakeStore { Result = FakeResults.Separated } };

    public PlotTests()
    {
        session.Store.Add(PaperSweep.Create(5, 1), 50);
        session.Store.Add(SpecReader.Read("name: c\nreplicates: 3\naxes: {features: [identity, gradient], epochs: [5, 10, 20]}\n", "c.yaml", "c"), 18);
    }

    public static TheoryData<string, string> Figures =>
        [.. NamedFigures.Names.SelectMany(figure => (TheoryDataRow<string, string>[])[("c", figure), ("paper", figure)])
            .Where(row => row.Data != ("paper", "curves") && row.Data.Item2 != "tuning")];

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task SVG_file_has_the_elements_of_the_reports_figure(string sweep, string figure)
    {
        var file = XElement.Parse(await PlotAsync(sweep, figure));
        Assert.Equal(0, await session.RunAsync("report", sweep, "--to", "-"));
        var inReport = Svgs().Matches(session.Out).Select(match => XElement.Parse(match.Value)).Single(svg => Label(svg) == Label(file));

        Assert.Equal("{http://www.w3.org/2000/svg}svg", file.Name);
        Assert.Equal(inReport.Elements().Select(Text), file.Elements().Skip(2).Select(Text));
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task SVG_file_needs_nothing_but_itself(string sweep, string figure)
    {
        var text = await PlotAsync(sweep, figure);

        Assert.DoesNotMatch(@"var\(|@media|@import|url\(|href", text);
        Assert.All(
            Classes().Matches(text).SelectMany(match => match.Groups["names"].Value.Split(' ')).Distinct(),
            name => Assert.Matches($@"\.{name}\b", FigureStyle.ForFiles));
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task PNG_file_shows_the_SVG_file(string sweep, string figure)
    {
        var svg = XElement.Parse(await PlotAsync(sweep, figure));
        var code = await session.RunAsync("plot", sweep, "--show", figure, "--to", folder.File("figure.png"));
        Assert.SkipWhen(session.Error.Contains("need a font", StringComparison.Ordinal),
            "PNG files need fontconfig and a font (Debian: apt-get install fontconfig).");

        Assert.Equal(0, code);
        using var picture = SKBitmap.Decode(folder.File("figure.png"));
        Assert.Equal(2 * Size(svg, "width"), picture.Width, 1.0);
        Assert.Equal(2 * Size(svg, "height"), picture.Height, 1.0);
        Assert.Equal(SKColors.White, picture.GetPixel(0, 0));

        // Each text has dark pixels above its baseline.
        Assert.All(svg.Elements().Where(element => element.Name.LocalName == "text" && element.Value.Length > 0),
            text => Assert.True(HasInk(picture, text), text.ToString()));
    }

    [Fact]
    public async Task Missing_figure_is_2_with_the_reason()
    {
        Assert.Equal(2, await session.RunAsync("plot", "paper", "--show", "curves", "--to", folder.File("x.svg")));
        Assert.Contains("has no figure 'curves'. No numeric axis has three or more values", session.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("x.svg")));
    }

    [Fact]
    public async Task Tuning_curves_have_one_line_per_compared_value()
    {
        Assert.Equal(0, await session.RunAsync(
            "plot", "c", "--show", "tuning", "--between", "features", "--select", "train_loss", "--to", folder.File("tuning.svg")));
        var svg = XElement.Parse(await File.ReadAllTextAsync(folder.File("tuning.svg"), TestContext.Current.CancellationToken));

        Assert.Equal(2, svg.Elements().Count(element => element.Name.LocalName == "polyline"));
        Assert.Equal(2 * 3, svg.Elements().Count(element => element.Name.LocalName == "circle"));
        Assert.Contains("features gradient from", Label(svg), StringComparison.Ordinal);
        Assert.Equal(2, await session.RunAsync("plot", "c", "--show", "tuning", "--to", folder.File("x.svg")));
        Assert.Contains("Name the axis whose tuned values are compared, --between AXIS;", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interaction_is_of_the_axes_that_were_asked_for()
    {
        Assert.Equal(0, await session.RunAsync("plot", "c", "--show", "interaction", "--axes", "epochs,features", "--to", folder.File("two.svg")));
        var svg = XElement.Parse(await File.ReadAllTextAsync(folder.File("two.svg"), TestContext.Current.CancellationToken));

        Assert.StartsWith("Mean of accuracy by epochs and features.", Label(svg), StringComparison.Ordinal);
        Assert.Equal((3 * 2) + 2, svg.Elements().Count(element => element.Attribute("class")?.Value is "above" or "below"));
        Assert.Equal(2, await session.RunAsync("plot", "c", "--show", "interaction", "--axes", "epochs,bias", "--to", folder.File("x.svg")));
        Assert.Contains("--axes: expected two different ones of features, epochs, got 'epochs,bias'.", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_file_types_are_2()
    {
        Assert.Equal(2, await session.RunAsync("plot", "paper", "--to", folder.File("runs.gif")));
        Assert.Contains("expected a name that ends in .svg or .png", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_and_files_take_their_colours_from_one_table()
    {
        Assert.DoesNotMatch("#[0-9a-fA-F]{3}", StyleSheet.Text.Replace(FigureStyle.ForPages, "", StringComparison.Ordinal));
        Assert.All(Variables().Matches(StyleSheet.Text),
            match => Assert.Contains($"{match.Groups["name"].Value}:", FigureStyle.ForPages, StringComparison.Ordinal));
    }

    private static string Label(XElement svg) => svg.Attribute("aria-label")!.Value;

    private static string Text(XElement element) =>
        $"{element.Name.LocalName} {string.Join(' ', element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))} {element.Value}";

    private static double Size(XElement svg, string name) => (double)svg.Attribute(name)!;

    private static bool HasInk(SKBitmap picture, XElement text)
    {
        var (x, y) = ((int)(2 * (16 + Size(text, "x"))), (int)(2 * (16 + Size(text, "y"))));
        var (from, to) = text.Attribute("text-anchor")!.Value switch { "start" => (x, x + 12), "end" => (x - 12, x), _ => (x - 10, x + 10) };
        return Enumerable.Range(from, to - from).Any(column => Enumerable.Range(y - 20, 20).Any(row => picture.GetPixel(column, row).Red < 140));
    }

    private async Task<string> PlotAsync(string sweep, string figure)
    {
        Assert.Equal(0, await session.RunAsync("plot", sweep, "--show", figure, "--to", folder.File("figure.svg")));
        return await File.ReadAllTextAsync(folder.File("figure.svg"));
    }

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Svgs();

    [GeneratedRegex("class=\"(?<names>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Classes();

    [GeneratedRegex(@"var\((?<name>--[a-z]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex Variables();
}
