using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Sweeps;

public sealed class SweepTests
{
    private static readonly SweepSpec Spec = new()
    {
        Name = "test",
        Seed = 7,
        Replicates = ReplicateDesign.Of(3),
        Axes = [Axis("features", "identity", "gradient"), Axis("bias", "false", "true"), Axis("training", "original", "both")],
        Fixed = [new(Find("epochs"), "2")],
        Exclude = [new([Axis("training", "both"), Axis("features", "gradient")])],
    };

    [Fact]
    public void Cells_are_the_product_in_order_without_the_excluded()
    {
        var sweep = new Sweep(Spec);
        Assert.Equal(
            ["identity false original", "identity false both", "identity true original", "identity true both",
             "gradient false original", "gradient true original"],
            sweep.Cells.Select(cell => string.Join(' ', cell.Coordinates)));
        Assert.Equal(Enumerable.Range(0, 6), sweep.Cells.Select(cell => cell.Number));
        Assert.All(sweep.Cells, cell => Assert.Equal(2, cell.Settings.Epochs));
        Assert.Equal(18, sweep.Trials);
    }

    [Fact]
    public void Every_trial_is_one_replicate_of_one_cell_and_none_is_twice()
    {
        var sweep = new Sweep(Spec);
        var keys = new HashSet<string>();
        for (var trial = 0L; trial < sweep.Trials; trial++)
        {
            Assert.Equal(trial, sweep.TrialOf(sweep.CellOf(trial).Number, sweep.ReplicateOf(trial)));
            Assert.True(keys.Add(sweep.SpecOf(trial).Key));
        }
    }

    [Fact]
    public void Another_cell_or_axis_moves_no_other_trials_numbers()
    {
        var small = new Sweep(Spec with { Axes = [Axis("features", "identity")], Exclude = [] });
        var large = new Sweep(Spec with { Axes = [Axis("batch", "8", "32"), Axis("features", "square", "identity")], Exclude = [] });
        Assert.Equal(small.SpecOf(small.TrialOf(0, 2)), large.SpecOf(large.TrialOf(3, 2)));
    }

    [Fact]
    public void The_canonical_text_reads_back_as_the_same_sweep()
    {
        var sweep = new Sweep(Spec with { Replicates = new() { Seeds = 2, Permutations = 3 }, Axes = [Axis("features", "permutation")], Exclude = [] });
        var again = Sweep.Parse(sweep.Canonical);
        Assert.Equal(sweep.Canonical, again.Canonical);
        Assert.Equal(sweep.Id, again.Id);
        Assert.Equal(sweep.SpecOf(5), again.SpecOf(5));
    }

    [Fact]
    public void The_order_of_fixed_settings_makes_no_other_sweep()
    {
        FixedSetting one = new(Find("batch"), "8"), two = new(Find("epochs"), "2");
        Assert.Equal(new Sweep(Spec with { Fixed = [one, two] }).Id, new Sweep(Spec with { Fixed = [two, one] }).Id);
    }

    [Fact]
    public void A_crossed_design_runs_every_combination_once_and_repeats_its_levels()
    {
        var design = new ReplicateDesign { Splits = 2, Weights = 3, Permutations = 4 };
        Assert.Equal(24, design.Count);
        var draws = Enumerable.Range(0, 24).Select(k => design.IndicesOf(1, k)).ToArray();
        Assert.Equal(24, draws.Select(d => (d.Split, d.Weights, d.Permutation)).Distinct().Count());
        Assert.Equal(24, draws.Select(d => d.Order).Distinct().Count());
        Assert.Equal(2, draws.Select(d => d.Split).Distinct().Count());
    }

    [Fact]
    public void Seeds_move_everything_but_the_permutation()
    {
        var design = new ReplicateDesign { Seeds = 2, Permutations = 3 };
        var draws = Enumerable.Range(0, 6).Select(k => design.IndicesOf(1, k)).ToArray();
        Assert.All(draws, d => Assert.Equal((d.Split, d.Split, d.Split), (d.Weights, d.Order, d.Orbit)));
        Assert.Equal([0u, 1, 2, 0, 1, 2], draws.Select(d => d.Permutation));
    }

    [Fact]
    public void What_cannot_be_run_is_refused_with_the_part_that_is_wrong()
    {
        Refused("name", Spec with { Name = "../x" });
        Refused("seed", Spec with { Seed = -1 });
        Refused("replicates", Spec with { Replicates = new() });
        Refused("replicates", Spec with { Replicates = ReplicateDesign.Of(10_000_000) });
        Refused("replicates.permutations", Spec with { Replicates = new() { Permutations = 2 } });
        Refused("replicates.seeds", Spec with { Replicates = new() { Seeds = 2, Weights = 2 } });
        Refused("axes.batch", Spec with { Axes = [Axis("batch")] });
        Refused("axes.batch[1]", Spec with { Axes = [Axis("batch", "8", "0")] });
        Refused("axes.batch[1]", Spec with { Axes = [Axis("batch", "8", "8")] });
        Refused("axes.batch", Spec with { Axes = [Axis("batch", "8"), Axis("batch", "9")] });
        Refused("fixed.bias", Spec with { Fixed = [new(Find("bias"), "true")] });
        Refused("exclude[0]", Spec with { Exclude = [new([])] });
        Refused("exclude", Spec with { Exclude = [new([Axis("features", "identity", "gradient")])] });
        string[] many = [.. Enumerable.Range(1, 400).Select(i => $"{i}")];
        Refused("axes", Spec with { Fixed = [], Axes = [Axis("batch", many), Axis("epochs", many)] });
    }

    [Fact]
    public void A_text_of_another_numerics_version_is_refused()
    {
        var text = new Sweep(Spec).Canonical.Replace("\"numerics\":1", "\"numerics\":2", StringComparison.Ordinal);
        Assert.Contains("numerics version 2", Assert.Throws<SpecException>(() => Sweep.Parse(text)).Message, StringComparison.Ordinal);
        Assert.Throws<SpecException>(() => Sweep.Parse("{}"));
        Assert.Throws<SpecException>(() => Sweep.Parse("no"));
    }

    private static void Refused(string part, SweepSpec spec) =>
        Assert.Equal(part, Assert.Throws<SpecException>(() => new Sweep(spec)).Part);

    private static Axis Axis(string name, params string[] values) => new(Find(name), [.. values]);

    private static Setting Find(string name) => Setting.TryFind(name, out var setting) ? setting : throw new ArgumentException(name);
}
