using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;

namespace Symmetry.Client.Tests.Reading;

/// <summary>The files of examples/reading find the difference that <c>compare</c> finds, where their program is installed.</summary>
public sealed class DifferenceTests : IDisposable
{
    private const string Identity = "features=identity,bias=false,training=original";

    private readonly TemporaryFolder folder = new();
    private readonly Session session = new()
    {
        Store = new FakeStore { Result = (sweep, trial) => trial % 23 == 6 ? TrialResult.Divergence : FakeResults.Plain(sweep, trial) },
    };

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task DuckDB_reads_Parquet()
    {
        var (expected, file) = await ExportAsync("parquet");
        using var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        database.Query($"set file_search_path = '{Path.GetDirectoryName(file)}'");
        var found = database.Query(await File.ReadAllTextAsync(Example("difference.sql"))).Single();

        Check(expected, [.. found.Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture))]);
    }

    [Theory]
    [InlineData("csv", "pandas")]
    [InlineData("parquet", "pyarrow")]
    public async Task Pandas_reads(string format, string module)
    {
        var python = OtherProgram.PythonWith(module);
        Assert.SkipUnless(OtherProgram.Succeeds(python, "-c", "import pandas"), "pandas is not installed (Debian: apt-get install python3-pandas).");
        var (expected, file) = await ExportAsync(format);

        Check(expected, Numbers(OtherProgram.Run(python, Example("difference.py"), file)));
    }

    [Fact]
    public async Task Polars_reads_Parquet()
    {
        OtherProgram.RequireNodeWith("nodejs-polars");
        var (expected, file) = await ExportAsync("parquet");

        Check(expected, Numbers(OtherProgram.Run("node", Example("difference.cjs"), file)));
    }

    [Theory]
    [InlineData("csv", "stats")]
    [InlineData("parquet", "nanoparquet")]
    public async Task R_reads(string format, string package)
    {
        Assert.SkipUnless(OtherProgram.Succeeds("Rscript", "-e", $"library({package})"), $"R or its package {package} is not installed.");
        var (expected, file) = await ExportAsync(format);
        var found = Numbers(OtherProgram.Run("Rscript", Example("difference.R"), file));

        Check(expected, found[..3]);
        Assert.Equal(expected.GetProperty("lower").GetDouble(), found[3], 1e-12);
        Assert.Equal(expected.GetProperty("upper").GetDouble(), found[4], 1e-12);
    }

    private static string Example(string name) => Path.Combine(AppContext.BaseDirectory, "examples/reading", name);

    private static void Check(JsonElement expected, double[] found)
    {
        Assert.Equal(expected.GetProperty("pairs").GetInt32(), found[0]);
        Assert.Equal(expected.GetProperty("difference").GetDouble(), found[1], 1e-12);
        Assert.Equal(expected.GetProperty("sd").GetDouble(), found[2], 1e-12);
    }

    private static double[] Numbers((int ExitCode, string Output) run)
    {
        Assert.True(run.ExitCode == 0, run.Output);
        return [.. run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }

    // What compare says about gradient features, and the exported rows.
    private async Task<(JsonElement Expected, string File)> ExportAsync(string format)
    {
        session.Store.Add(Analysis.Paper.PaperSweep.Create(12, 1), 120);
        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", Identity, "--json"));
        var gradient = JsonDocument.Parse(session.Out).RootElement.GetProperty("comparisons").EnumerateArray()
            .Single(comparison => comparison.GetProperty("name").GetString() == "gradient/false/original");
        Assert.True(gradient.GetProperty("leftOut").GetInt32() > 0);
        var file = folder.File($"paper.{format}");
        Assert.Equal(0, await session.RunAsync("export", "paper", "--to", file));
        return (gradient, file);
    }
}
