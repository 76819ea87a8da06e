using Symmetry.Simulations;

namespace Symmetry.Analysis.Tests.Statistics;

// Goal: COVERAGE.md is what the documented command prints. Method: some of its rows are computed again, with all repetitions.
public sealed class CoveragePageTests
{
    private const int Repetitions = 10_000;

    [Theory]
    [InlineData("bias identity -X")]
    [InlineData("no bias gradient X and -X")]
    public void The_page_has_the_coverage_that_is_computed_now(string cell) =>
        Assert.Contains(CellCoverage.Row(RealCells.Paper, RealCells.Paper.ShapeOf(cell), Repetitions), Page());

    [Fact]
    public void The_page_has_the_coverage_of_cells_that_no_choice_was_made_on() =>
        Assert.Contains(CellCoverage.Row(RealCells.Wide, RealCells.Wide.Shapes[3], Repetitions), Page());

    [Fact]
    public void The_page_has_the_family_wise_error_that_is_computed_now() =>
        Assert.Contains(Page(), line => line.StartsWith($"| normal | 18 | {FamilyErrors.Error(Noise.Normal, 0, 18, 6, 4000)} | ", StringComparison.Ordinal));

    [Fact]
    public void The_page_has_the_wrong_decisions_that_are_computed_now() =>
        Assert.Contains(DecisionErrors.Row("normal", dice => dice.Normal(), 0.5, part: 5, Repetitions), Page());

    [Fact]
    public void The_page_prints_the_summary_of_the_program()
    {
        var page = Page();
        Assert.Equal(Summary.Text.Split('\n'), page.Take(Summary.Text.Split('\n').Length));
        Assert.True(page.Length < 600, $"{page.Length} lines");
    }

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
