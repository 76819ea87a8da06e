using System.Globalization;
using DuckDB.NET.Data;
using Symmetry.Analysis.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Runs;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Formats.Exports;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Exports;

public sealed class ParquetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Session session = new() { Store = new FakeStore { Result = FakeResults.Troubled } };

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task DuckDB_reads_the_columns_of_the_contract_with_their_types()
    {
        using var database = await ExportAsync();
        var columns = database.Query("describe select * from rows").Select(row => (Name: (string)row[0], Type: (string)row[1])).ToList();

        Assert.Equal(new TrialColumns(PaperSweep.Create(2, 1)).Names, columns.Select(column => column.Name));
        Assert.Equal("INTEGER", columns.Single(column => column.Name == "correct_original").Type);
        Assert.Equal("BOOLEAN", columns.Single(column => column.Name == "bias").Type);
        Assert.Equal("DOUBLE", columns.Single(column => column.Name == "learningRate").Type);
        Assert.Equal("VARCHAR", columns.Single(column => column.Name == "hidden").Type);
    }

    [Fact]
    public async Task Rows_equal_those_of_the_text_exports()
    {
        using var database = await ExportAsync();
        Assert.Equal(0, await session.RunAsync("export", "paper", "--to", folder.File("rows.csv")));
        var differing = database.Query(
            "select count(*) from (select * from rows "
            + $"except select * from read_csv('{folder.File("rows.csv")}', nullstr='', force_not_null=['permutation']))");

        Assert.Equal(0L, differing.Single()[0]);
        Assert.Equal(20L, database.Query("select count(*) from rows").Single()[0]);
        Assert.Equal(2L, database.Query("select count(*) from rows where train_loss is null and outcome <> 'completed'").Single()[0]);
    }

    [Fact]
    public async Task Same_results_give_the_same_bytes()
    {
        using var database = await ExportAsync();
        Assert.Equal(0, await session.RunAsync("export", "paper", "--to", folder.File("again.parquet")));

        Assert.Equal(await File.ReadAllBytesAsync(folder.File("rows.parquet")), await File.ReadAllBytesAsync(folder.File("again.parquet")));
    }

    [Fact]
    public async Task Further_metrics_are_the_last_columns_in_every_format()
    {
        using var measured = new Session
        {
            Store = new FakeStore
            {
                Result = (sweep, trial) => FakeResults.Plain(sweep, trial) is var plain ? plain with
                {
                    Values =
                    [
                        .. plain.Values,
                        .. TrialMetrics.MeasuredInCell(sweep, sweep.CellOf(trial))
                            .Select((metric, i) => MetricValue.Real(metric.Name, i == 1 ? double.NaN : trial + (i / 8.0))),
                    ],
                } : plain,
            },
        };
        var spec = folder.Write("ways.yaml", "replicates: 2\naxes: {symmetry: [features, share]}\n");
        measured.Store.Add(SpecFile.Read(spec), 4);
        foreach (var ending in ExportFormat.Names)
        {
            Assert.Equal(0, await measured.RunAsync("export", "ways", "--to", folder.File($"ways.{ending}")));
        }

        using var database = new DuckDBConnection("DataSource=:memory:");
        await database.OpenAsync();
        string[] columns = [.. new TrialColumns(PaperSweep.Create(1, 1)).Names,
            "accuracy_orbit", "accuracy_worst_element", "accuracy_every_element", "parameters", "updates"];
        foreach (var (ending, reader) in (ReadOnlySpan<(string, string)>)[("csv", "read_csv"), ("jsonl", "read_json"), ("parquet", "read_parquet")])
        {
            var from = $"{reader}('{folder.File($"ways.{ending}")}')";
            Assert.Equal(columns, database.Query($"describe select * from {from}").Select(row => (string)row[0]));

            // Trials 0 and 2 are of the cell that measures nothing; NaN is nothing too.
            Assert.Equal((5.0, 2L, 0L), database.Query($"select sum(updates), count(parameters), count(accuracy_worst_element) from {from}")
                .Select(row => (Convert.ToDouble(row[0], CultureInfo.InvariantCulture), (long)row[1], (long)row[2])).Single());
        }
    }

    [Fact]
    public async Task Parquet_is_not_written_to_stdout()
    {
        session.Store.Add(PaperSweep.Create(2, 1), 20);

        Assert.Equal(2, await session.RunAsync("export", "paper", "--to", "-", "--format", "parquet"));
        Assert.Contains("A Parquet file needs a name", session.Error, StringComparison.Ordinal);
    }

    private async Task<DuckDBConnection> ExportAsync()
    {
        session.Store.Add(PaperSweep.Create(2, 1), 20);
        Assert.Equal(0, await session.RunAsync("export", "paper", "--to", folder.File("rows.parquet")));
        var database = new DuckDBConnection("DataSource=:memory:");
        await database.OpenAsync();
        database.Query($"create table rows as select * from read_parquet('{folder.File("rows.parquet")}')");
        return database;
    }
}
