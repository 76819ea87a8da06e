using System.Globalization;
using Symmetry.Simulations;

namespace Symmetry.Engine.Tests.Statistics;

// Goal: COVERAGE.md is what the documented command prints. Method: some of its rows are computed again, all 10,000 repetitions.
public sealed class CoveragePageTests
{
    [Theory]
    [InlineData("bias identity -X", 10)]
    [InlineData("bias identity both -X", 30)]
    [InlineData("no bias gradient X and -X", 10)]
    public void The_page_has_the_coverage_that_is_computed_now(string cell, int n)
    {
        var row = CellCoverage.Row(PaperCells.Shapes[Array.IndexOf(PaperCells.Names, cell)], n, 10_000);
        var printed = Page().SingleOrDefault(line => line.StartsWith(string.Create(CultureInfo.InvariantCulture, $"| {cell} | {n} | "), StringComparison.Ordinal)
            && line.Split('|').Length > row.Split('|').Length);
        Assert.StartsWith(row, printed, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_the_errors_that_are_computed_now() =>
        Assert.Contains(ComparisonErrors.CellRow(PaperCells.Names[0], 10, 10_000), Page());

    private static string[] Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Symmetry.Distributed.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has the solution.");
        }

        return File.ReadAllLines(Path.Combine(folder.FullName, "src/Engine/Statistics/COVERAGE.md"));
    }
}
