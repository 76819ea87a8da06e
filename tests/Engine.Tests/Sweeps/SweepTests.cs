using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Points;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Sweeps;

public sealed class SweepTests
{
    private static readonly IExperiment Points = ExperimentRegister.Find("points")!;

    private static readonly SweepSpec Spec = new()
    {
        Name = "test",
        Seed = 7,
        Replicates = ReplicateDesign.Independent(3),
        Axes = [Axis("features", "identity", "gradient"), Axis("bias", "false", "true"), Axis("training", "original", "both")],
        Fixed = [Value("epochs", "2")],
        Exclude = [new([Axis("training", "both"), Axis("features", "gradient")])],
    };

    [Fact]
    public void Cells_are_the_product_of_the_axes_in_order_without_the_excluded_ones()
    {
        var sweep = new Sweep(Spec);
        Assert.Equal(
            ["identity false original", "identity false both", "identity true original", "identity true both",
             "gradient false original", "gradient true original"],
            sweep.Cells.Select(cell => string.Join(' ', cell.Coordinates)));
        Assert.Equal(Enumerable.Range(0, 6), sweep.Cells.Select(cell => cell.Number));
        Assert.All(sweep.Cells, cell => Assert.Equal(2, ((MlpSettings)cell.Settings).Epochs));
        Assert.Equal(18, sweep.Trials);
    }

    [Fact]
    public void Sweep_has_the_data_sets_and_metrics_of_its_cells_once_each()
    {
        var sweep = new Sweep(Spec with { Axes = [Axis("symmetry", "features", "ignore"), Axis("patience", "0", "2")], Exclude = [] });

        Assert.Equal([DataSet.Digits], sweep.DataSets);
        Assert.Equal(
            "accuracy accuracy_inverted train_loss epochs_run target_reached multiply_adds "
            + "accuracy_orbit accuracy_worst_element accuracy_every_element parameters updates",
            string.Join(' ', sweep.Metrics));
    }

    [Fact]
    public void Every_trial_is_one_replicate_of_one_cell_with_a_key_of_its_own()
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
    public void Additional_cells_and_axes_do_not_change_the_random_numbers_of_other_trials()
    {
        var small = new Sweep(Spec with { Axes = [Axis("features", "identity")], Exclude = [] });
        var large = new Sweep(Spec with { Axes = [Axis("batch", "8", "32"), Axis("features", "square", "identity")], Exclude = [] });
        Assert.Equal(small.SpecOf(small.TrialOf(0, 2)), large.SpecOf(large.TrialOf(3, 2)));
    }

    [Fact]
    public void Canonical_text_reads_back_as_the_same_sweep()
    {
        var sweep = new Sweep(Spec with { Replicates = new() { Seeds = 2, Permutations = 3 }, Axes = [Axis("features", "permutation")], Exclude = [] });
        var parsed = Sweep.Parse(sweep.Canonical);
        Assert.Equal(sweep.Canonical, parsed.Canonical);
        Assert.Equal(sweep.Id, parsed.Id);
        Assert.Equal(sweep.SpecOf(5), parsed.SpecOf(5));
    }

    [Fact]
    public void Canonical_text_says_what_is_kept_and_sweeps_that_keep_nothing_have_the_id_that_they_had()
    {
        var (plain, kept) = (new Sweep(Spec), new Sweep(Spec with { KeepsOutcomes = true }));

        Assert.Equal("test-785e069b", plain.Id);
        Assert.Equal(plain.Canonical[..^1] + ",\"keep\":\"outcomes\"}", kept.Canonical);
        Assert.True(Sweep.Parse(kept.Canonical).Spec.KeepsOutcomes);
        Assert.Equal(kept.Id, Sweep.Parse(kept.Canonical).Id);
        Assert.True(kept.SpecOf(0).KeepsOutcomes);
        Assert.Equal(plain.SpecOf(0).Canonical + ";keep=outcomes", kept.SpecOf(0).Canonical);
        Assert.Equal("keep", Assert.Throws<SpecException>(
            () => Sweep.Parse(kept.Canonical.Replace("\"outcomes\"", "\"logits\"", StringComparison.Ordinal))).Part);
    }

    [Theory]
    [InlineData("points")]
    [InlineData("noop")]
    public void Outcomes_of_an_experiment_without_test_images_cannot_be_kept(string experiment)
    {
        var e = Assert.Throws<SpecException>(() => new Sweep(new SweepSpec
        {
            Name = "test",
            Experiment = ExperimentRegister.Find(experiment)!,
            Replicates = ReplicateDesign.Independent(1),
            KeepsOutcomes = true,
        }));

        Assert.Equal(("keep", $"keep: the experiment {experiment} does not report outcomes per test image. Remove the key 'keep'."), (e.Part, e.Message));
    }

    [Fact]
    public void Canonical_text_names_every_experiment_but_the_default()
    {
        var sweep = new Sweep(new SweepSpec
        {
            Name = "points",
            Experiment = Points,
            Replicates = ReplicateDesign.UntilWidth(0.01, 50),
            Axes = [new Axis(Points.Setting("shape"), [Points.Setting("shape").Parse("tori")])],
        });
        var parsed = Sweep.Parse(sweep.Canonical);

        Assert.StartsWith("{\"numerics\":1,\"experiment\":\"points\",\"name\":\"points\",", sweep.Canonical, StringComparison.Ordinal);
        Assert.StartsWith("{\"numerics\":1,\"name\":\"test\",", new Sweep(Spec).Canonical, StringComparison.Ordinal);
        Assert.Equal(sweep.Id, parsed.Id);
        Assert.Equal((Points, sweep.SpecOf(1)), (parsed.Experiment, parsed.SpecOf(1)));
        Assert.Equal(PointShape.Tori, ((PointsSettings)parsed.Cells[0].Settings).Shape);
        Assert.Empty(sweep.DataSets);
    }

    [Fact]
    public void Goal_is_in_the_canonical_text_with_its_metric_and_rule()
    {
        var race = new Sweep(Spec with { Replicates = ReplicateDesign.Until(new BestGoal(0.95), 50) });
        var decision = new Sweep(Spec with
        {
            Replicates = ReplicateDesign.Until(
                new DecisionGoal(
                    [Axis("features", "gradient"), Axis("bias", "true")], [Axis("training", "both"), Axis("bias", "true")], 0.25, "train_loss"),
                50),
        });

        Assert.Contains("\"permutations\":0,\"best\":0.95,\"on\":\"accuracy\",\"rule\":1}", race.Canonical, StringComparison.Ordinal);
        Assert.Contains(
            "\"decide\":{\"between\":[{\"setting\":\"features\",\"values\":[\"gradient\"]},{\"setting\":\"bias\",\"values\":[\"true\"]}],\"and\":",
            decision.Canonical, StringComparison.Ordinal);
        Assert.Contains("\"margin\":0.25,\"on\":\"train_loss\"},\"rule\":1}", decision.Canonical, StringComparison.Ordinal);
        Assert.Equal((5, 3), ((DecisionGoal)decision.Spec.Replicates.Goal!).Find(decision.Cells));
        Assert.All((Sweep[])[race, decision], sweep => Assert.Equal(sweep.Canonical, Sweep.Parse(sweep.Canonical).Canonical));
        var refused = Assert.Throws<SpecException>(() => Sweep.Parse(race.Canonical.Replace("\"rule\":1", "\"rule\":2", StringComparison.Ordinal)));
        Assert.Equal("The specification uses stopping rule 2, and this build uses rule 1.", refused.Message);
    }

    [Fact]
    public void Order_of_fixed_settings_does_not_change_the_id() => Assert.Equal(
        new Sweep(Spec with { Fixed = [Value("batch", "8"), Value("epochs", "2")] }).Id,
        new Sweep(Spec with { Fixed = [Value("epochs", "2"), Value("batch", "8")] }).Id);

    [Fact]
    public void Crossed_design_runs_every_combination_once_and_repeats_its_levels()
    {
        var design = new ReplicateDesign { Splits = 2, Weights = 3, Permutations = 4 };
        Assert.Equal(24, design.Count);
        var replicates = Enumerable.Range(0, 24).Select(k => design.IndicesOf(1, k)).ToArray();
        Assert.Equal(24, replicates.Select(indices => (indices.Split, indices.Weights, indices.Permutation)).Distinct().Count());
        Assert.Equal(24, replicates.Select(indices => indices.Order).Distinct().Count());
        Assert.Equal(2, replicates.Select(indices => indices.Split).Distinct().Count());
    }

    [Fact]
    public void Crossed_seeds_move_everything_but_the_permutation()
    {
        var design = new ReplicateDesign { Seeds = 2, Permutations = 3 };
        var replicates = Enumerable.Range(0, 6).Select(k => design.IndicesOf(1, k)).ToArray();
        Assert.All(replicates, indices => Assert.Equal((indices.Split, indices.Split, indices.Split), (indices.Weights, indices.Order, indices.Orbit)));
        Assert.Equal([0u, 1, 2, 0, 1, 2], replicates.Select(indices => indices.Permutation));
    }

    [Fact]
    public void Specification_that_cannot_be_run_is_refused_with_the_part_that_is_wrong()
    {
        AssertRefused("name", Spec with { Name = "../x" });
        AssertRefused("seed", Spec with { Seed = -1 });
        AssertRefused("replicates", Spec with { Replicates = new() });
        AssertRefused("replicates", Spec with { Replicates = ReplicateDesign.Independent(10_000_000) });
        AssertRefused("replicates", Spec with { Replicates = new() { Plain = 3, Splits = 2 } });
        AssertRefused("replicates.permutations", Spec with { Replicates = new() { Permutations = 2 } });
        AssertRefused("replicates.seeds", Spec with { Replicates = new() { Seeds = 2, Weights = 2 } });
        AssertRefused("replicates.until", Spec with { Replicates = ReplicateDesign.UntilWidth(0.6, 50) });
        AssertRefused("replicates.atMost", Spec with { Replicates = ReplicateDesign.UntilWidth(0.1, 29) });
        AssertRefused("replicates.atMost", Spec with { Replicates = new() { Seeds = 3, Goal = new BestGoal(0.9) } });
        AssertRefused("replicates.best", Spec with { Replicates = ReplicateDesign.Until(new BestGoal(double.NaN), 50) });
        AssertRefused("replicates.best", Spec with { Axes = [], Exclude = [], Replicates = ReplicateDesign.Until(new BestGoal(0.9), 50) });
        AssertRefused("replicates.on", Spec with { Replicates = ReplicateDesign.Until(new BestGoal(0.9, "seconds"), 50) });
        AssertRefused("replicates.decide.margin", Spec with { Replicates = ReplicateDesign.Until(new DecisionGoal([], [], -1), 50) });
        AssertRefused("replicates.decide.between", Spec with { Replicates = ReplicateDesign.Until(new DecisionGoal([], []), 50) });
        AssertRefused("axes.batch", Spec with { Axes = [Axis("batch")] });
        AssertRefused("axes.batch[1]", Spec with { Axes = [Axis("batch", "8", "8")] });
        AssertRefused("axes.batch", Spec with { Axes = [Axis("batch", "8"), Axis("batch", "9")] });
        AssertRefused("fixed.bias", Spec with { Fixed = [Value("bias", "true")] });
        AssertRefused("axes.group", Spec with { Axes = [Axis("group", "mirror")], Exclude = [] });
        AssertRefused("exclude[0]", Spec with { Exclude = [new([])] });
        AssertRefused("exclude", Spec with { Exclude = [new([Axis("features", "identity", "gradient")])] });
        string[] many = [.. Enumerable.Range(1, 400).Select(i => $"{i}")];
        AssertRefused("axes", Spec with { Fixed = [], Axes = [Axis("batch", many), Axis("epochs", many)] });
    }

    [Fact]
    public void Settings_of_another_experiment_are_refused_with_the_part()
    {
        var shape = Points.Setting("shape");
        AssertRefused("axes.shape", Spec with { Axes = [new Axis(shape, [shape.Parse("tori")])], Exclude = [] });
        AssertRefused("fixed.shape", Spec with { Fixed = [shape.Parse("tori")] });
        AssertRefused("exclude[1].shape", Spec with { Exclude = [.. Spec.Exclude, new([new Axis(shape, [shape.Parse("tori")])])] });

        // The setting has the same name there and is another one.
        AssertRefused("fixed.loss", Spec with { Fixed = [Points.Setting("loss").Parse("squared-error")] });
        AssertRefused("fixed.epochs", Spec with { Experiment = Points, Axes = [], Exclude = [] });
    }

    [Fact]
    public void Canonical_text_of_another_numerics_version_is_refused()
    {
        var text = new Sweep(Spec).Canonical.Replace("\"numerics\":1", "\"numerics\":2", StringComparison.Ordinal);
        Assert.Contains("numerics version 2", Assert.Throws<SpecException>(() => Sweep.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"bias\"", "\"shape\"", "shape", "Unknown setting 'shape'. Valid settings: features, bias,")]
    [InlineData("[\"2\"]", "[\"-2\"]", "epochs", "epochs: expected a whole number from 0 to 1000000, got '-2'.")]
    [InlineData("[\"2\"]", "[\"02\"]", "epochs", "epochs is written '02'; its canonical text is '2'.")]
    [InlineData("{\"numerics\":1,", "{\"numerics\":1,\"experiment\":\"none\",",
        "experiment", "Unknown experiment 'none'. Valid experiments: mlp, points, noop.")]
    [InlineData("{\"numerics\":1,", "{\"numerics\":1,\"experiment\":\"mlp\",", "experiment", "Unknown experiment 'mlp'.")]
    [InlineData("\"seed\":7,", "", "", "The text is not a canonical specification: ")]
    [InlineData("}", "", "", "The text is not a canonical specification: ")]
    public void Text_that_is_not_canonical_is_refused_with_the_part(string canonical, string changed, string part, string message)
    {
        var text = new Sweep(Spec).Canonical.Replace(canonical, changed, StringComparison.Ordinal);

        var refused = Assert.Throws<SpecException>(() => Sweep.Parse(text));
        Assert.Equal(part, refused.Part);
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(string part, SweepSpec spec) =>
        Assert.Equal(part, Assert.Throws<SpecException>(() => new Sweep(spec)).Part);

    private static Axis Axis(string name, params string[] values) =>
        Engine.Sweeps.Axis.Parse(ExperimentRegister.Default.Setting(name), values);

    private static SettingValue Value(string name, string text) => ExperimentRegister.Default.Setting(name).Parse(text);
}
