using Symmetry.Analysis.Figures;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Tests;

/// <summary>What the pages of cells compute: orders, and two cells side by side.</summary>
public sealed class CellTablesTests
{
    private static readonly Sweep Sweep = Specs.Tiny(replicates: 2);

    [Fact]
    public void Heading_sorts_best_first_and_the_second_time_worst_first()
    {
        var (accuracy, loss) = (ColumnOf("accuracy"), ColumnOf("train_loss"));

        Assert.Equal([$"/sweeps/{Sweep.Id}?sort=accuracy", null], Sorted(null).Links(accuracy));
        Assert.Equal([$"/sweeps/{Sweep.Id}?sort=-accuracy", "descending"], Sorted("accuracy").Links(accuracy));
        Assert.Equal([$"/sweeps/{Sweep.Id}?sort=accuracy", "ascending"], Sorted("-accuracy").Links(accuracy));
        Assert.Equal([$"/sweeps/{Sweep.Id}?sort=-train_loss", "ascending"], Sorted("train_loss").Links(loss));
        Assert.Equal([null, null], Sorted("accuracy").Links(accuracy with { Header = "sd" }));
        Assert.Contains(("-train_loss", "train_loss, worst first"), Sorted(null).Sorting.Orders);
    }

    [Fact]
    public void Replicates_of_two_cells_stand_side_by_side()
    {
        var runs = new SweepRuns(Sweep, [new CellRuns(Sweep.Cells[0], [Run(0, 75), Run(1, 100)]), new CellRuns(Sweep.Cells[1], [Run(0, 50)])]);
        var table = new PairTable(new FigureData(runs, metrics: [Named("accuracy")]), Sweep.Cells[0], Sweep.Cells[1]);

        Assert.Equal(2, table.Length);
        Assert.Equal(["replicate", "cell 0", "cell 1", "difference"], table.Build(0, 5).Columns.Select(column => column.Header));
        Assert.Equal([["0", "0.7500", "0.5000", "+0.2500"], ["1", "1.0000", "-", "-"]], table.Build(0, 5).Rows);
        Assert.Equal("1", Assert.Single(table.Build(1, 5).Rows)[0]);
        Assert.Single(table.Build(0, 1).Rows);
        Assert.Empty(table.Build(2, 5).Rows);
    }

    private static RunRow Run(int replicate, int correct) => new(replicate, new TrialResult
    {
        Outcome = TrialOutcome.Completed,
        Values = [MetricValue.Proportion("accuracy", correct, 100)],
    });

    private static Metric Named(string name) => MetricSelector.Selectable(Sweep).Single(metric => metric.Name == name);

    private static TableColumn ColumnOf(string metric) => new("mean", Group: MetricText.Heading(Named(metric)));

    private static SortedPage Sorted(string? sort) => new(new CellSorting(Sweep, new CellsQuery(Sweep.Id, Sort: sort, Page: 3)));

    private sealed record SortedPage(CellSorting Sorting)
    {
        public string?[] Links(TableColumn column) => [Sorting.AddressOf(column), Sorting.DirectionOf(column)];
    }
}
