using Symmetry.Client.Sweeps;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Settings;
using Symmetry.Formats.Files;
using Symmetry.Formats.Results;

namespace Symmetry.Client.Tests.Results;

/// <summary>Files as sweeps: cells, replicates, pairs, and the identity of their content.</summary>
public sealed class FileSweepTests : IDisposable
{
    private const string Two = "model,seed,accuracy\na,1,0.5\na,2,0.6\nb,1,0.7\nb,2,0.8\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Complete_grid_has_the_axes_in_the_order_of_the_columns_and_values_in_that_of_the_rows()
    {
        var sweep = Read("lr,model,seed,accuracy\n"
            + "0.2,b,1,1\n0.1,b,1,2\n0.2,a,1,3\n0.1,a,1,4\n0.2,b,2,5\n0.1,b,2,6\n0.2,a,2,7\n0.1,a,2,8.5\n").Sweep;

        Assert.Equal(["lr: 0.2 0.1", "model: b a"], sweep.Axes.Select(axis => $"{axis.Setting}: {string.Join(' ', axis.Values)}"));
        Assert.Equal([SettingKind.Number, SettingKind.Word], sweep.Axes.Select(axis => axis.Setting.Kind));
        Assert.Equal(4, sweep.Cells.Length);
        Assert.Equal(2, sweep.Replicates);
        Assert.Empty(sweep.Spec.Only);
    }

    [Fact]
    public void Incomplete_grid_keeps_its_axes_as_factors()
    {
        var file = Read("model,lr,seed,accuracy\na,1,1,1\na,1,2,2\na,2,1,3\na,2,2,4\nb,2,1,5\nb,2,2,6.5\n", new RoleOptions(Axis: "model,lr"));

        Assert.Equal(["a/1", "a/2", "b/2"], file.Sweep.Cells.Select(cell => string.Join('/', cell.Coordinates)));
        Assert.Equal(2, file.Sweep.Spec.Axes.Length);
        Assert.Equal(3, file.Sweep.Spec.Only.Length);
    }

    [Fact]
    public void Cells_of_a_huge_sparse_grid_are_one_tied_axis()
    {
        var rows = Enumerable.Range(0, 400).SelectMany(i => Enumerable.Range(0, 2).Select(seed => $"{i},{i},{i},{seed},{i}.5\n"));
        var file = Read("x,y,z,seed,accuracy\n" + string.Concat(rows), new RoleOptions(Axis: "x,y,z"));

        Assert.Equal((400, 1, 3), (file.Sweep.Cells.Length, file.Sweep.Spec.Axes.Length, file.Sweep.Axes.Length));
    }

    [Fact]
    public void Columns_of_replicates_are_crossed_where_all_combinations_occur()
    {
        const string Rows = "model,seed,fold,accuracy\na,1,x,1\na,1,y,2\na,1,z,3\na,2,x,4\na,2,y,5\na,2,z,6\n";
        var crossed = Read(Rows).Sweep.Spec.Replicates;
        var plain = Read(Rows[..Rows.LastIndexOf("a,2,z", StringComparison.Ordinal)]).Sweep.Spec.Replicates;

        Assert.Equal([("seed", 2), ("fold", 3)], crossed.Named.Select(factor => (factor.Name, factor.Size)));
        Assert.Equal(5, plain.Plain);
    }

    [Fact]
    public async Task Content_decides_the_identity_and_the_order_of_the_rows_of_a_cell_does_not()
    {
        var file = Read(Two);
        var shuffled = Read("model,seed,accuracy\na,2,0.6\na,1,0.50\nb,2,8e-1\nb,1,0.7\n");
        var changed = Read(Two.Replace("0.8", "0.81", StringComparison.Ordinal));

        Assert.Equal(file.Sweep.Id, shuffled.Sweep.Id);
        Assert.StartsWith("scores-", file.Sweep.Id, StringComparison.Ordinal);
        Assert.NotEqual(file.Sweep.Id, changed.Sweep.Id);
        Assert.Equal(await FingerprintAsync(file), await FingerprintAsync(shuffled));
        Assert.NotEqual(await FingerprintAsync(file), await FingerprintAsync(changed));
        Assert.Equal(file.Sweep.Id, Engine.Sweeps.Sweep.Parse(file.Sweep.Canonical).Id);
        Assert.IsType<ImportedExperiment>(file.Sweep.Experiment);
    }

    [Theory]
    [InlineData("model,seed,accuracy\na,1,0.5\na,2,0.6\na,1,0.7\n",
        "lines 2 and 4 have the same cell (the only cell) and replicate (seed=1). Name what tells them apart with --replicate or --axis.")]
    [InlineData("model,lr,seed,accuracy\na,1,1,0.5\na,2,1,0.6\nb,1,1,0.7\n\nb,2,1,0.8\nb,1,1,0.75\n",
        "lines 4 and 7 have the same cell (model=b, lr=1) and replicate (seed=1).")]
    [InlineData("model,seed,accuracy\na,1,0.5\na,2,NaN\n", "line 3 has no finite number in column accuracy.")]
    [InlineData("model,seed,accuracy\na,1,0.5\na,2,\n", "line 3 has no finite number in column accuracy.")]
    [InlineData("model,seed,accuracy\na,1,0.5\na,2,1e999\n", "column accuracy mixes numbers and texts: line 2 has '0.5', line 3 has '1e999'.")]
    [InlineData("outcome,seed,accuracy\na,1,0.5\nb,1,0.6\na,2,0.5\nb,2,0.6\n", "The name 'outcome' of a setting is reserved.")]
    public void Contradictory_rows_give_one_sentence(string csv, string sentence)
    {
        var message = Assert.Throws<DataFileException>(() => Read(csv)).Message;

        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.Contains(folder.File("scores.csv"), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,1,5,4")]
    [InlineData("a,1,2.5,4")]
    [InlineData("a,1,2,0")]
    [InlineData("a,1,-1,4")]
    public void Bad_counts_give_one_sentence(string row)
    {
        var values = row.Split(',');
        var message = Assert.Throws<DataFileException>(() => Read($"m,seed,right,total\n{row}\nb,1,1,3\n", new RoleOptions(Metric: "right/total"))).Message;

        Assert.EndsWith($"line 2 has '{values[2]}' in column right and '{values[3]}' in column total; "
            + "expected whole numbers, the first at most the second, the second at least 1.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_pair_names_cell_and_replicate()
    {
        Assert.Null(Read(Two).MissingPair);
        Assert.Equal($"{folder.File("scores.csv")}: the cell model=b has no row for seed=2, which other cells have.",
            Read(Two[..Two.LastIndexOf("b,2", StringComparison.Ordinal)]).MissingPair);
    }

    [Fact]
    public void Cells_that_share_no_replicate_are_refused_by_their_number()
    {
        var rows = Enumerable.Range(0, 8000).Select(i => $"{i % 4000},{i},{i}.5\n");
        var message = Assert.Throws<DataFileException>(() => Read("model,id,accuracy\n" + string.Concat(rows))).Message;

        Assert.Contains("has 4,000 cells and 8,000 replicates, and the maximum is 10,000,000 trials.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_files_differ_in_the_axis_file()
    {
        var (a, b) = (folder.Write("A.csv", Two), folder.Write("B.x.csv", "seed,accuracy,model\n2,0.3,b\n1,0.4,b\n2,0.5,a\n1,0.6,a\n"));
        var sweep = FileSweep.Read(ResultFile.ReadAll([a, b], new RoleOptions())).Sweep;

        Assert.Equal(["A/a", "A/b", "B/a", "B/b"], sweep.Cells.Select(cell => string.Join('/', cell.Coordinates)));
        Assert.Equal("file", sweep.Axes[0].Setting.Name);
        Assert.StartsWith("A-B-", sweep.Id, StringComparison.Ordinal);
    }

    private static async Task<string> FingerprintAsync(FileSweep file) =>
        (await StoredRuns.ReadAsync(new FileSweepSource(file), CancellationToken.None)).State.Fingerprint;

    private FileSweep Read(string csv, RoleOptions? options = null) =>
        FileSweep.Read(ResultFile.ReadAll([folder.Write("scores.csv", csv)], options ?? new RoleOptions()));
}
