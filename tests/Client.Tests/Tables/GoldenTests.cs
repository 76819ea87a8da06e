using System.Text.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Client.Sweeps;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;
using Symmetry.Formats.Tables;

namespace Symmetry.Client.Tests.Tables;

/// <summary>The formats, byte for byte, against files beside these tests.</summary>
public sealed class GoldenTests
{
    private static Sweep Grid => SpecReader.Read(
        "name: grid\nreplicates: 3\naxes: {activation: [tanh, relu], hidden: [[], [10, 5]], learningRate: [0.00001, 0.5]}\nfixed: {features: quadratic}\n",
        "grid.yaml", "grid");

    [Theory]
    [InlineData("text", "paper.txt")]
    [InlineData("markdown", "paper.md")]
    [InlineData("latex", "paper.tex")]
    [InlineData("csv", "paper.csv")]
    [InlineData("json", "paper.json")]
    public async Task The_papers_tables_look_as_they_did(string format, string file) =>
        await CompareAsync(PaperSweep.Create(5, 1), FakeResults.Plain, format, file);

    [Theory]
    [InlineData("text", "grid.txt")]
    [InlineData("markdown", "grid.md")]
    [InlineData("latex", "grid.tex")]
    [InlineData("csv", "grid.csv")]
    [InlineData("json", "grid.json")]
    public async Task The_table_of_any_other_sweep_looks_as_it_did(string format, string file) =>
        await CompareAsync(Grid, FakeResults.Troubled, format, file);

    [Fact]
    public async Task The_papers_tables_are_80_to_120_columns_wide_and_plain()
    {
        var text = await WriteAsync(PaperSweep.Create(40, 1), FakeResults.Plain, "text");

        Assert.InRange(text.Split('\n').Max(line => line.Length), 80, 120);
        Assert.All(text, letter => Assert.InRange(letter, '\n', '~'));
    }

    [Fact]
    public async Task The_json_has_the_keys_of_the_contract_in_their_order()
    {
        var root = JsonDocument.Parse(await WriteAsync(PaperSweep.Create(5, 1), FakeResults.Plain, "json")).RootElement;
        var cell = root.GetProperty("cells")[0];

        Assert.Equal(["sweep", "name", "fingerprint", "level", "trials", "failed", "mayBeBestIn", "cells"], Names(root));
        Assert.Equal(["cell", "axes", "replicates", "failed", "tests", "mayBeBest"], Names(cell));
        Assert.Equal(["features", "bias", "training"], Names(cell.GetProperty("axes")));
        Assert.Equal(["original", "inverted"], Names(cell.GetProperty("tests")));
        Assert.Equal(
            ["n", "mean", "sd", "se", "lower", "upper", "median", "min", "max", "paper", "skewness", "skewed", "collapsed", "collapsedInterval"],
            Names(cell.GetProperty("tests").GetProperty("original")));
        Assert.Equal(JsonValueKind.False, cell.GetProperty("axes").GetProperty("bias").ValueKind);
        Assert.Equal(0.84, cell.GetProperty("tests").GetProperty("original").GetProperty("paper").GetDouble());
        Assert.Equal(64, root.GetProperty("fingerprint").GetString()!.Length);
    }

    [Fact]
    public async Task One_run_has_a_mean_and_no_spread()
    {
        var root = JsonDocument.Parse(await WriteAsync(PaperSweep.Create(1, 1), FakeResults.Plain, "json")).RootElement;
        var rate = root.GetProperty("cells")[0].GetProperty("tests").GetProperty("original");

        Assert.Equal(JsonValueKind.Number, rate.GetProperty("mean").ValueKind);
        Assert.All((string[])["sd", "se", "lower", "upper"], name => Assert.Equal(JsonValueKind.Null, rate.GetProperty(name).ValueKind));
    }

    private static async Task<string> WriteAsync(Sweep sweep, Func<Sweep, long, TrialResult> result, string format)
    {
        var source = new FakeStore { Result = result }.Add(sweep, sweep.Trials);
        return TableFormat.Write(format, new SweepTable(await StoredRuns.ReadAsync(source, CancellationToken.None)));
    }

    // A difference leaves what was written beside the test's assembly, to look at and to copy where it is right.
    private static async Task CompareAsync(Sweep sweep, Func<Sweep, long, TrialResult> result, string format, string file)
    {
        var actual = await WriteAsync(sweep, result, format);
        var golden = Path.Combine(AppContext.BaseDirectory, "Golden", file);
        var expected = File.Exists(golden) ? await File.ReadAllTextAsync(golden) : "";
        if (actual != expected)
        {
            await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", file + ".actual"), actual);
        }

        Assert.Equal(expected, actual);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
