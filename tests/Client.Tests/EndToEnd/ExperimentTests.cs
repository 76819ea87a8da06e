using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using Symmetry.Client.Embedding;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>Sweeps of the experiments besides the paper's networks, with a real silo and a real folder.</summary>
public sealed class ExperimentTests : IDisposable
{
    private const string Points = "name: p\nexperiment: points\nreplicates: 6\naxes: {shape: [circles, ellipses]}\nfixed: {hidden: [3]}\n";
    private const string Noop = "name: n\nexperiment: noop\nreplicates: 40\naxes: {label: [0, 1]}\n";

    private const string PointsColumns = "cell,replicate,shape,bias,hidden,activation,initialisation,loss,weightDecay,permutation,"
        + "correct_original,total_original,correct_inverted,total_inverted,train_loss,outcome,attempts,silo,seconds,"
        + "loss_at_end,gradient_norm,hessian_parameters,hessian_largest,exact_zero_modes,near_zero_modes_1e_8,near_zero_modes_1e_5,"
        + "near_zero_modes_1e_3,negative_modes_1e_5,broken_dimension,rotation_curvature";

    private const string NoopColumns = "cell,replicate,label,milliseconds,permutation,"
        + "correct_original,total_original,correct_inverted,total_inverted,train_loss,outcome,attempts,silo,seconds";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("points", "p", Points, PointsColumns, 6, "train_loss")]
    [InlineData("points", "p", Points, PointsColumns, 6, "rotation_curvature")]
    [InlineData("noop", "n", Noop, NoopColumns, 40, "train_loss")]
    public async Task Sweep_of_another_experiment_is_run_read_exported_and_reproduced(
        string experiment, string name, string spec, string columns, int replicates, string metric)
    {
        await RunSweepAsync(spec);

        var table = JsonDocument.Parse(await RunAsync("table", name, "--on", metric, "--format", "json")).RootElement.GetProperty("cells");
        Assert.Equal([replicates, replicates], table.EnumerateArray().Select(cell => cell.GetProperty("replicates").GetInt32()));
        Assert.Equal(["original", "inverted", metric], table[0].GetProperty("tests").EnumerateObject().Select(test => test.Name));

        // All three formats have the columns, and the mean of their rows is the mean of the table.
        using var database = new DuckDBConnection("DataSource=:memory:");
        await database.OpenAsync();
        foreach (var (format, reader) in ((string, string)[])[("csv", "read_csv"), ("jsonl", "read_json"), ("parquet", "read_parquet")])
        {
            var from = $"{reader}('{await ExportAsync(name, format)}')";
            Assert.Equal(columns, string.Join(',', database.Query($"describe select * from {from}").Select(row => (string)row[0])));
            var rows = database.Query($"select cell, avg({metric}), avg(correct_original / total_original), count(*) from {from} group by cell order by cell");
            Assert.Equal(
                table.EnumerateArray().Select(cell => (Mean(cell, metric), Mean(cell, "original"), (long)replicates)),
                rows.Select(row => (Round(row[1]), Round(row[2]), (long)row[3])));
        }

        var report = await RunAsync("report", name, "--to", "-", "--on", metric, "--curves");
        Assert.Contains($"<h2>{metric}</h2>", report, StringComparison.Ordinal);
        Assert.Contains($"{experiment}: ", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Learning curves", report, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", report, StringComparison.Ordinal);
        Assert.Contains("reproduced: ", await RunAsync("rerun", name, "1", "3"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Points, "p", "2 shape", 12)]
    [InlineData(Noop, "n", "2 label", 80)]
    public async Task Plan_of_another_experiment_measures_its_trials(string spec, string name, string grid, int trials)
    {
        using var session = new Session();

        Assert.Equal(0, await session.RunAsync("plan", folder.Write("spec.yaml", spec)));
        Assert.Contains($"cells          2 = {grid}\n", session.Out, StringComparison.Ordinal);
        Assert.Contains($"trials         {trials}\n", session.Out, StringComparison.Ordinal);
        Assert.StartsWith($"sweep          {name}-", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Circles_break_a_rotation_that_ellipses_do_not_have()
    {
        await RunSweepAsync(Points);

        var table = await RunAsync("table", "p", "--on", "broken_dimension,exact_zero_modes");
        Assert.StartsWith("p: broken_dimension, exact_zero_modes, 2 cells, 6 replicates ", table, StringComparison.Ordinal);
        var comparison = JsonDocument.Parse(await RunAsync("compare", "p", "--baseline", "shape=circles", "--on", "broken_dimension", "--json")).RootElement;
        Assert.Equal(("broken_dimension", 1), (comparison.GetProperty("metric").GetString(), comparison.GetProperty("family").GetInt32()));
        Assert.Equal(-1, comparison.GetProperty("comparisons")[0].GetProperty("difference").GetDouble());
        Assert.Contains("experiment   points: train a small network on points", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Noop_trials_are_compared_in_their_metrics()
    {
        await RunSweepAsync(Noop);

        var cells = JsonDocument.Parse(await RunAsync("table", "n", "--on", "train_loss", "--format", "json")).RootElement.GetProperty("cells");
        var comparison = JsonDocument.Parse(await RunAsync("compare", "n", "--baseline", "label=0", "--on", "train_loss", "--json"))
            .RootElement.GetProperty("comparisons")[0];
        Assert.Equal(40, comparison.GetProperty("pairs").GetInt32());
        Assert.Equal(Mean(cells[1], "train_loss") - Mean(cells[0], "train_loss"), comparison.GetProperty("difference").GetDouble(), 1e-9);
        Assert.Contains("varied       nothing: the trials draw no random numbers\n", await RunAsync("table", "n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("axes: {points: [circles, tori]}",
        "2:8: Points are an experiment: write 'experiment: points' at the top of the specification, and 'shape' instead of 'points'.")]
    [InlineData("fixed: {work: none}",
        "2:9: Trials that train nothing are an experiment: write 'experiment: noop' at the top of the specification instead of 'work: none'.")]
    public async Task Older_spelling_gives_exit_code_2_and_the_new_spelling(string line, string sentence)
    {
        var spec = folder.Write("old.yaml", $"replicates: 1\n{line}\n");
        foreach (var verb in (string[])["plan", "run", "submit"])
        {
            using var session = new Session();
            Assert.Equal(2, await session.RunAsync(verb, spec));
            Assert.Equal($"{spec}:{sentence}\n", session.Error);
            Assert.Equal(0, session.Store.Opened);
        }
    }

    [Fact]
    public async Task Images_for_an_experiment_without_images_give_exit_code_2()
    {
        var spec = folder.Write("images.yaml", "replicates: 1\nexperiment: points\ndata: {table: nowhere.csv}\n");
        using var session = new Session();

        Assert.Equal(2, await session.RunAsync("plan", spec));
        Assert.Equal($"{spec}:3:7: The experiment points does not use images; remove the key 'data'.\n", session.Error);
    }

    private static double Mean(JsonElement cell, string test) => Round(cell.GetProperty("tests").GetProperty(test).GetProperty("mean").GetDouble());

    private static double Round(object value) => Math.Round(Convert.ToDouble(value, CultureInfo.InvariantCulture), 10);

    private async Task RunSweepAsync(string spec) => await RunAsync("run", folder.Write("spec.yaml", spec));

    private async Task<string> ExportAsync(string sweep, string format)
    {
        var file = folder.File($"rows.{format}");
        await RunAsync("export", sweep, "--to", file);
        return file;
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var session = new Session { Open = EmbeddedSweepStore.OpenAsync };
        var code = await session.RunAsync([.. arguments, "--data", folder.File("runs")]);
        Assert.True(code == 0, $"{code}: {session.Error}");
        return session.Out;
    }
}
