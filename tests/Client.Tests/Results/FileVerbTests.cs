using System.Text.Json;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.Results;

/// <summary>Verbs that take a file where they take a sweep.</summary>
public sealed class FileVerbTests : IDisposable
{
    private const string Scores = "model,augment,seed,accuracy,loss\n"
        + "a,false,1,0.80,1.25\na,false,2,0.70,1.5\na,false,3,0.75,1.4\na,false,4,0.81,1.3\na,false,5,0.79,1.2\na,false,6,0.77,1.1\n"
        + "a,true,1,0.83,1.26\na,true,2,0.74,1.6\na,true,3,0.77,1.45\na,true,4,0.84,1.35\na,true,5,0.80,1.24\na,true,6,0.80,1.12\n"
        + "b,false,1,0.90,1.05\nb,false,2,0.81,1.7\nb,false,3,0.84,1.08\nb,false,4,0.93,1.03\nb,false,5,0.88,1.02\nb,false,6,0.89,1.01\n"
        + "b,true,1,0.91,1.16\nb,true,2,0.84,1.9\nb,true,3,0.86,1.18\nb,true,4,0.95,1.13\nb,true,5,0.90,1.14\nb,true,6,0.91,1.15\n";

    private readonly TemporaryFolder folder = new();
    private readonly Session session = new();

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("table")]
    [InlineData("best", "--json")]
    [InlineData("effects", "--json")]
    [InlineData("compare", "--baseline", "model=a,augment=false", "--json")]
    [InlineData("compare", "--all-pairs", "--on", "loss")]
    [InlineData("export", "--to", "-", "--format", "jsonl")]
    [InlineData("report", "--to", "-")]
    public async Task Verb_reads_a_file_without_opening_a_store(string verb, params string[] options)
    {
        var file = folder.Write("scores.csv", Scores);

        Assert.Equal((0, ""), (await session.RunAsync([verb, file, .. options]), session.Error.Replace(
            "replicate: seed; axes: model, augment; metrics: accuracy (larger is better), loss (smaller is better)\n", "", StringComparison.Ordinal)));
        Assert.NotEmpty(session.Out);
        Assert.DoesNotContain("NaN", session.Out, StringComparison.Ordinal);
        Assert.Equal(0, session.Store.Opened);
    }

    [Fact]
    public async Task Comparison_of_a_file_is_paired_by_replicate()
    {
        Assert.Equal(0, await session.RunAsync("compare", folder.Write("scores.csv", Scores), "--baseline", "model=a,augment=false", "--json"));
        var comparison = JsonDocument.Parse(session.Out).RootElement.GetProperty("comparisons")[1];

        Assert.Equal(6, comparison.GetProperty("pairs").GetInt32());
        Assert.Equal(0.105, comparison.GetProperty("difference").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task Two_files_are_compared_by_their_names()
    {
        var b = Scores.Replace(",0.7", ",0.6", StringComparison.Ordinal);

        Assert.Equal(0, await session.RunAsync("compare", folder.Write("A.csv", Scores), folder.Write("B.csv", b), "--json"));
        var answer = JsonDocument.Parse(session.Out).RootElement;
        Assert.Equal(4, answer.GetProperty("comparisons").GetArrayLength());
        Assert.All(answer.GetProperty("comparisons").EnumerateArray(),
            difference => Assert.StartsWith("B", difference.GetProperty("name").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_pair_is_refused_for_comparisons_and_noted_for_tables()
    {
        var file = folder.Write("scores.csv", Scores[..Scores.LastIndexOf("b,true,6", StringComparison.Ordinal)]);

        Assert.Equal(2, await session.RunAsync("compare", file, "--baseline", "0"));
        Assert.EndsWith($"{file}: the cell model=b, augment=true has no row for seed=6, which other cells have. "
            + "Add the row, remove the replicate from every cell, or compare with --unpaired.\n", session.Error, StringComparison.Ordinal);
        Assert.Equal(0, await session.RunAsync("table", file));
        Assert.EndsWith("Each cell has its own number of replicates.\n", session.Error, StringComparison.Ordinal);
    }

    // Student, "The probable error of a mean", Biometrika 6, 1908: R's t.test on its data set sleep, paired and unpaired.
    [Theory]
    [InlineData("patient,drug,hours", "pPairedT", 0.00283289, "--replicate", "patient", "--baseline", "drug=1")]
    [InlineData("night,drug,hours", "p", 0.07939414, "--unpaired", "--axis", "drug", "--metric", "hours", "--baseline", "drug=1")]
    public async Task Published_comparison_is_reproduced_from_a_file(string header, string p, double expected, params string[] options)
    {
        double[][] hours = [[0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]];
        var rows = hours.SelectMany((drug, i) => drug.Select((hour, patient) => FormattableString.Invariant($"{patient},{i + 1},{hour}\n")));

        Assert.Equal(0, await session.RunAsync(["compare", folder.Write("sleep.csv", header + "\n" + string.Concat(rows)), .. options, "--json"]));
        Assert.Equal(expected, JsonDocument.Parse(session.Out).RootElement.GetProperty("comparisons")[0].GetProperty(p).GetDouble(), 1e-8);
    }

    // A. Agresti, "Categorical Data Analysis", 1990, table 10.1: 86 of 236 voters who changed their mind. R: binom.test(86, 236)$p.value.
    [Fact]
    public async Task McNemar_table_is_reproduced_from_a_file()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Published", "agresti-1990-approval.csv");
        Assert.Equal(0, await session.RunAsync("compare", file, "--replicate", "voter", "--metric", "approves", "--json"));

        var comparison = JsonDocument.Parse(session.Out).RootElement.GetProperty("comparisons")[0];
        Assert.Equal((86.0 - 150) / 1600, comparison.GetProperty("difference").GetDouble(), 1e-12);
        Assert.Equal(3.71593613957e-5, comparison.GetProperty("p").GetDouble(), 1e-15);
    }

    [Fact]
    public async Task Claims_are_answered_from_a_file()
    {
        var claims = folder.Write("claims.yaml", "claims:\n- {says: b wins, order: {greater: {model: b}, than: {model: a}, on: accuracy, matched: true}}\n"
            + "- {says: a is near b, equivalent: {of: {model: b}, to: {model: a}, on: accuracy, within: 0.01, matched: true}}\n");

        Assert.Equal(3, await session.RunAsync("claims", claims, folder.Write("scores.csv", Scores)));
        Assert.Contains("\nholds        b wins\n", session.Out, StringComparison.Ordinal);
        Assert.Contains("\nFAILS        a is near b\n", session.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rerun", "scores.csv", "0", "0")]
    [InlineData("status", "scores.csv")]
    public async Task Verb_about_trials_wants_a_stored_sweep(params string[] arguments)
    {
        Assert.Equal(2, await session.RunAsync(arguments));
        Assert.Equal("scores.csv is a file of results; expected the id of a stored sweep. symmetry import stores a file.\n", session.Error);
    }

    [Fact]
    public async Task Roles_of_columns_are_refused_for_a_stored_sweep()
    {
        Assert.Equal(2, await session.RunAsync("table", "paper", "--metric", "loss"));
        Assert.Equal("--metric names columns of a file, and 'paper' is not one: expected .csv, .csv.gz, .jsonl, .jsonl.gz or .parquet.\n", session.Error);
    }
}
