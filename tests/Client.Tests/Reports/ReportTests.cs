using System.Text.RegularExpressions;
using System.Xml.Linq;
using Symmetry.Analysis.Paper;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Reports;

public sealed partial class ReportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Session session = new();

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_report_needs_nothing_but_itself()
    {
        var html = await PapersAsync();

        Assert.DoesNotMatch("<script|<link|<img|@import|url\\(|src=", html);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_papers_report_has_both_tables_every_plot_and_the_findings()
    {
        var html = await PapersAsync();

        Assert.Contains("Table 1. Identity features", html, StringComparison.Ordinal);
        Assert.Contains("Table 2. Features invariant", html, StringComparison.Ordinal);
        Assert.Contains("rows are at chance", html, StringComparison.Ordinal);
        Assert.Contains("same bits on X and \u2212X: 30 of 30 trials", html, StringComparison.Ordinal);
        Assert.Contains("The baseline is identity, bias, trained on X and \u2212X.", html, StringComparison.Ordinal);
        Assert.Equal(5, Figures().Count(html));
    }

    [Fact]
    public async Task Every_plot_is_well_formed_and_says_what_can_be_seen()
    {
        var html = await PapersAsync();
        var plots = Plots().Matches(html).Select(match => XElement.Parse(match.Value)).ToList();

        Assert.Equal(5, plots.Count);
        Assert.All(plots, plot => Assert.True(plot.Attribute("aria-label")!.Value.Length > 40));

        // Five runs on each of two test sets in four cells, and on one in six; each mark is once more in the legend.
        Assert.Equal((4 * 5) + (6 * 5) + 1, plots[0].Elements("circle").Count());
        Assert.Equal(4 + 4 + 6 + 1, plots[0].Elements("path").Count(path => path.Attribute("class")!.Value == "paper"));
    }

    [Fact]
    public async Task Learning_curves_are_trained_when_they_are_asked_for()
    {
        var sweep = SpecReader.Read("name: c\nreplicates: 2\naxes: {features: [identity, square]}\nfixed: {epochs: 3, hidden: [2], trainFraction: 0.05}\n",
            "c.yaml", "c");
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("report", "c", "--to", "-", "--curves"));
        Assert.Contains("<h2>Learning curves</h2>", session.Out, StringComparison.Ordinal);
        var lines = Plots().Matches(session.Out).Select(match => XElement.Parse(match.Value)).SelectMany(plot => plot.Elements("polyline")).ToList();
        Assert.Equal(2 + 2 + 1, lines.Count);
        Assert.All(lines, line => Assert.Equal(4, line.Attribute("points")!.Value.Split(' ').Length));
    }

    [Fact]
    public async Task Another_baseline_can_be_chosen_among_the_cells_there_are()
    {
        session.Store.Add(PaperSweep.Create(5, 1), 50);

        Assert.Equal(0, await session.RunAsync("report", "paper", "--to", "-", "--baseline", "0"));
        Assert.Contains("The baseline is identity, no bias, trained on X.", session.Out, StringComparison.Ordinal);
        Assert.Equal(2, await session.RunAsync("report", "paper", "--to", "-", "--baseline", "10"));
        Assert.Equal(2, await session.RunAsync("report", "paper", "--to", "-", "--baseline", "features=none"));
        Assert.Contains("--baseline: expected a cell from 0 to 9, got 10.", session.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(13)]
    public async Task A_sweep_that_is_not_finished_has_a_report_that_says_so(int committed)
    {
        session.Store.Add(PaperSweep.Create(2, 1), committed);

        Assert.Equal(0, await session.RunAsync("report", "paper", "--to", "-"));
        Assert.Contains($"Not finished: {committed} of 20 trials ended. Not final: this is a look before the end", session.Out, StringComparison.Ordinal);
        Assert.Equal(
            session.Out.Contains("<h2>Paired differences</h2>", StringComparison.Ordinal),
            session.Out.Contains("are not valid while the sweep runs.", StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crossed_design_says_where_the_variance_comes_from()
    {
        var sweep = SpecReader.Read("name: p\nreplicates: {seeds: 4, permutations: 3}\nfixed: {features: permutation}\n", "p.yaml", "p");
        session.Store.Add(sweep, 12);

        Assert.Equal(0, await session.RunAsync("report", "p", "--to", "-"));
        Assert.Contains("Sources of the variance of one run", session.Out, StringComparison.Ordinal);
        Assert.Contains("scope=\"col\">P</th>", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Differences_of_a_crossed_design_count_levels_and_have_no_p()
    {
        var sweep = SpecReader.Read("name: p\nreplicates: {seeds: 4, permutations: 3}\naxes: {features: [permutation, relative-sign]}\n", "p.yaml", "p");
        session.Store.Add(sweep, 24);

        Assert.Equal(0, await session.RunAsync("report", "p", "--to", "-"));
        Assert.Contains("intervals count levels and there is no p", session.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("sign flips", session.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("two-sided", session.Out, StringComparison.Ordinal);

        // Both are invariant, so that X and -X are one question.
        Assert.Contains("<td>X, \u2212X</td>", session.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("<td>\u2212X</td>", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_numeric_axis_has_a_curve()
    {
        var sweep = SpecReader.Read("name: c\nreplicates: 3\naxes: {features: [identity, gradient], epochs: [5, 10, 20]}\n", "c.yaml", "c");
        session.Store.Add(sweep, 18);

        Assert.Equal(0, await session.RunAsync("report", "c", "--to", "-"));
        Assert.Contains("Mean rate on X by epochs", session.Out, StringComparison.Ordinal);
        Assert.Equal(2, Curves().Count(session.Out));
    }

    private async Task<string> PapersAsync()
    {
        session.Store.Add(PaperSweep.Create(5, 1), 50);
        var file = folder.File("paper.html");
        Assert.Equal(0, await session.RunAsync("report", "paper", "--to", file));
        return await File.ReadAllTextAsync(file);
    }

    [GeneratedRegex("<figcaption>", RegexOptions.NonBacktracking)]
    private static partial Regex Figures();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Plots();

    [GeneratedRegex("<polyline class=\"curve", RegexOptions.NonBacktracking)]
    private static partial Regex Curves();
}
