using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Sweeps;

/// <summary>Samples, filters and tied settings: which cells a sweep has, and its id.</summary>
public sealed class GridPartsTests
{
    private static readonly SweepSpec Spec = new()
    {
        Name = "parts",
        Seed = 7,
        Replicates = ReplicateDesign.Independent(3),
        Axes = [Axis("features", "identity", "gradient"), Axis("batch", "8", "16", "32", "64", "128")],
    };

    private static readonly Axis Tied = Engine.Sweeps.Axis.Tie(Axis("learningRate", "0.01", "0.01", "0.02"), Axis("epochs", "1", "2", "2"));

    [Fact]
    public void Sample_has_as_many_cells_in_grid_order_numbered_anew()
    {
        var sweep = new Sweep(Spec with { Sample = 4 });

        Assert.Equal((10, 4, 12), (sweep.GridCells, sweep.Cells.Length, sweep.Trials));
        Assert.Equal([0, 1, 2, 3], sweep.Cells.Select(cell => cell.Number));
        var grid = Names(new Sweep(Spec));
        int[] places = [.. Names(sweep).Select(name => grid.IndexOf(name))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order().Distinct(), places);
    }

    // The cells of a seed are part of stored sweeps: this must not change.
    [Fact]
    public void Sample_depends_on_the_seed_alone()
    {
        Assert.Equal(
            ["identity 16", "identity 64", "identity 128", "gradient 32"],
            Names(new Sweep(Spec with { Sample = 4 })));
        Assert.Equal(Names(new Sweep(Spec with { Sample = 4 })), Names(new Sweep(Spec with { Sample = 4, Replicates = ReplicateDesign.Independent(9) })));
        Assert.NotEqual(Names(new Sweep(Spec with { Sample = 4 })), Names(new Sweep(Spec with { Sample = 4, Seed = 8 })));
    }

    [Fact]
    public void Smaller_sample_is_part_of_a_larger_one() =>
        Assert.Subset(Names(new Sweep(Spec with { Sample = 7 })).ToHashSet(), Names(new Sweep(Spec with { Sample = 3 })).ToHashSet());

    // 2,000 seeds x 3 of 10 cells: each cell is drawn 600 times, standard deviation 20.5.
    [Fact]
    public void Every_cell_is_drawn_equally_often()
    {
        var counts = Enumerable.Range(0, 2_000).SelectMany(seed => Names(new Sweep(Spec with { Sample = 3, Seed = seed }))).CountBy(name => name).ToList();
        Assert.Equal(10, counts.Count);
        Assert.All(counts, count => Assert.InRange(count.Value, 600 - 82, 600 + 82));
    }

    [Fact]
    public void Sample_does_not_change_the_random_numbers_of_trials()
    {
        var (whole, part) = (new Sweep(Spec), new Sweep(Spec with { Sample = 4 }));
        foreach (var cell in part.Cells)
        {
            var place = whole.Cells.Single(other => other.Settings == cell.Settings).Number;
            Assert.Equal(whole.SpecOf(whole.TrialOf(place, 2)).Key, part.SpecOf(part.TrialOf(cell.Number, 2)).Key);
        }
    }

    [Fact]
    public void Only_keeps_the_cells_of_any_entry_before_exclusions_and_the_sample()
    {
        var kept = Spec with { Only = [Filter(Axis("features", "gradient"), Axis("batch", "8", "16")), Filter(Axis("batch", "128"))] };

        Assert.Equal(["identity 128", "gradient 8", "gradient 16", "gradient 128"], Names(new Sweep(kept)));
        Assert.Equal(["identity 128", "gradient 16", "gradient 128"], Names(new Sweep(kept with { Exclude = [Filter(Axis("batch", "8"))] })));
        Assert.Equal((4, 2), (new Sweep(kept with { Sample = 2 }).GridCells, new Sweep(kept with { Sample = 2 }).Cells.Length));
    }

    [Fact]
    public void Tied_settings_vary_together_and_have_a_coordinate_each()
    {
        var sweep = new Sweep(Spec with { Axes = [Axis("features", "identity", "gradient"), Tied] });

        Assert.Equal(["identity 0.01 1", "identity 0.01 2", "identity 0.02 2", "gradient 0.01 1", "gradient 0.01 2", "gradient 0.02 2"], Names(sweep));
        Assert.Equal(["features: identity gradient", "learningRate: 0.01 0.02", "epochs: 1 2"],
            sweep.Axes.Select(axis => $"{axis.Setting}: {string.Join(' ', axis.Values)}"));
        Assert.All(sweep.Cells, cell => Assert.Equal(cell.Coordinates[2], $"{((MlpSettings)cell.Settings).Epochs}"));
    }

    [Fact]
    public void Canonical_text_with_parts_reads_back_as_the_same_sweep()
    {
        var sweep = new Sweep(Spec with { Axes = [.. Spec.Axes, Tied], Only = [Filter(Axis("batch", "8", "16"))], Sample = 5 });
        var parsed = Sweep.Parse(sweep.Canonical);

        Assert.Equal((sweep.Canonical, sweep.Id), (parsed.Canonical, parsed.Id));
        Assert.Equal(Names(sweep), Names(parsed));
        Assert.Contains(
            """{"settings":["learningRate","epochs"],"values":[["0.01","1"],["0.01","2"],["0.02","2"]]}""", sweep.Canonical, StringComparison.Ordinal);
        Assert.Contains("\"only\":[[{\"setting\":\"batch\"", sweep.Canonical, StringComparison.Ordinal);
        Assert.EndsWith("\"exclude\":[],\"sample\":5}", sweep.Canonical, StringComparison.Ordinal);
    }

    // Stored sweeps are found by their ids.
    [Fact]
    public void Sweep_without_parts_keeps_the_canonical_text_and_the_id_that_it_had() => Assert.Equal(
        ("""
        {"numerics":1,"name":"parts","seed":7,"replicates":{"plain":3,"seeds":0,"splits":0,"weights":0,"orders":0,"permutations":0},
        "axes":[{"setting":"features",
        "values":["identity","gradient"]},{"setting":"batch","values":["8","16","32","64","128"]}],"fixed":[],"exclude":[]}
        """.ReplaceLineEndings(""), "parts-46dec462"),
        (new Sweep(Spec).Canonical, new Sweep(Spec).Id));

    [Fact]
    public void Sample_of_every_cell_is_the_same_sweep_as_none() => Assert.Equal(new Sweep(Spec).Id, new Sweep(Spec with { Sample = 10 }).Id);

    [Fact]
    public void Tied_canonical_text_that_is_not_a_table_is_refused()
    {
        var text = new Sweep(Spec with { Axes = [Tied] }).Canonical.Replace("[\"0.01\",\"2\"]", "[\"0.01\"]", StringComparison.Ordinal);
        Assert.Equal("axes", Assert.Throws<SpecException>(() => Sweep.Parse(text)).Part);
    }

    [Fact]
    public void Parts_that_cannot_be_run_are_refused_with_the_part()
    {
        AssertRefused("sample", Spec with { Sample = 0 });
        AssertRefused("sample", Spec with { Sample = 11 });
        AssertRefused("only[0]", Spec with { Only = [new([])] });
        AssertRefused("only[1].batch", Spec with { Only = [Filter(Axis("batch", "8")), Filter(Axis("batch", "9"))] });
        AssertRefused("zip[0].epochs", Spec with { Axes = [Axis("epochs", "1"), Tied] });
        AssertRefused("zip[1].learningRate", Spec with { Axes = [Tied, Engine.Sweeps.Axis.Tie(Axis("learningRate", "1", "2"), Axis("batch", "1", "2"))] });
        AssertRefused("fixed.epochs", Spec with { Axes = [Tied], Fixed = [ExperimentRegister.Default.Setting("epochs").Parse("3")] });
        Assert.Throws<ArgumentException>(() => Engine.Sweeps.Axis.Tie(Axis("epochs", "1", "2"), Axis("batch", "1")));
    }

    private static void AssertRefused(string part, SweepSpec spec) => Assert.Equal(part, Assert.Throws<SpecException>(() => new Sweep(spec)).Part);

    private static List<string> Names(Sweep sweep) => [.. sweep.Cells.Select(cell => string.Join(' ', cell.Coordinates))];

    private static CellFilter Filter(params Axis[] conditions) => new([.. conditions]);

    private static Axis Axis(string name, params string[] values) => Engine.Sweeps.Axis.Parse(ExperimentRegister.Default.Setting(name), values);
}
