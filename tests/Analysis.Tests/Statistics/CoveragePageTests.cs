using System.Globalization;
using Symmetry.Simulations;

namespace Symmetry.Analysis.Tests.Statistics;

// Goal: COVERAGE.md is what the documented command prints. Method: some of its rows are computed again, all 10,000 repetitions.
public sealed class CoveragePageTests
{
    [Theory]
    [InlineData("bias identity -X", 10)]
    [InlineData("bias identity both -X", 30)]
    [InlineData("no bias gradient X and -X", 10)]
    public void The_page_has_the_coverage_that_is_computed_now(string cell, int n)
    {
        var row = CellCoverage.Row(RealCells.Paper, RealCells.Paper.Shapes[Array.IndexOf(RealCells.Paper.Names, cell)], n, 10_000);
        var start = string.Create(CultureInfo.InvariantCulture, $"| {cell} | {n} | ");
        var printed = Page().SingleOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)
            && line.Split('|').Length > row.Split('|').Length);
        Assert.StartsWith(row, printed, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_the_coverage_on_cells_that_were_not_chosen_by() =>
        Assert.Contains(CellCoverage.Row(RealCells.PaperAgain, RealCells.PaperAgain.Shapes[5], 10, 10_000), Page());

    // What the default promises: 93.5 to 96.5 % on the paper's cells from ten runs on, and compare 4 to 6 % from nine pairs on.
    [Fact]
    public void The_default_interval_keeps_its_promise_on_the_papers_cells()
    {
        var rows = Rows("## The paper's own cells").Where(row => int.Parse(row[1], CultureInfo.InvariantCulture) >= 10).ToList();
        var column = Array.IndexOf(Head("## The paper's own cells"), "adjusted");
        Assert.Equal(14 * 6, rows.Count);
        Assert.All(rows, row => Assert.InRange(double.Parse(row[column], CultureInfo.InvariantCulture), 93.5, 96.5));
    }

    [Fact]
    public void Compare_keeps_its_promise_on_the_papers_cells()
    {
        var rows = Rows("## Two of the paper's cells that do not differ")
            .Where(row => RealCells.Paper.Names.Contains(row[0]) && int.Parse(row[1], CultureInfo.InvariantCulture) >= 9).ToList();
        var column = Array.IndexOf(Head("## Two of the paper's cells that do not differ"), "compare");
        Assert.Equal(14 * 6, rows.Count);
        Assert.All(rows, row => Assert.InRange(double.Parse(row[column], CultureInfo.InvariantCulture), 4, 6));
    }

    [Fact]
    public void The_page_has_the_errors_that_are_computed_now() =>
        Assert.Contains(ComparisonErrors.CellRow(RealCells.Paper.Names[0], 10, 10_000), Page());

    private static string[] Head(string title) => Cut(Section(title)[0]);

    private static IEnumerable<string[]> Rows(string title) => Section(title).Skip(2).Select(Cut);

    private static string[] Section(string title) =>
        [.. Page().SkipWhile(line => line != title).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|'))];

    private static string[] Cut(string row) => [.. row.Trim('|').Split('|').Select(cell => cell.Trim())];

    private static string[] Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Symmetry.Distributed.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has the solution.");
        }

        return File.ReadAllLines(Path.Combine(folder.FullName, "src/Analysis/Statistics/COVERAGE.md"));
    }
}
