using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Seams;

/// <summary>
/// Goal: an experiment is its own files and one entry in <see cref="ExperimentRegister"/>. Method: a toy experiment without the entry
/// does everything except being found by its name.
/// </summary>
public sealed class NewExperimentTests
{
    private static readonly CoinExperiment Coin = new();

    [Fact]
    public void Sweep_of_a_new_experiment_runs_and_has_a_fingerprint()
    {
        var sweep = new Sweep(Spec);
        var store = new FeatureStore();
        using var fingerprint = new Fingerprint(sweep);
        for (var trial = 0L; trial < sweep.Trials; trial++)
        {
            var result = sweep.SpecOf(trial).Run(new(store));
            Assert.Equal(TrialOutcome.Completed, result.Outcome);
            Assert.Equal(sweep.Metrics.Select(metric => metric.Name), result.Values.Select(value => value.Name));
            Assert.Equal(result, TrialResult.Decode(result.Encode()));
            fingerprint.Add(sweep.CellOf(trial).Number, sweep.ReplicateOf(trial), result);
        }

        Assert.Equal("heads longest_run", string.Join(' ', sweep.Metrics));
        Assert.Empty(sweep.DataSets);
        Assert.Equal(64, fingerprint.Finish().Length);
    }

    [Fact]
    public void Trial_of_a_new_experiment_is_identified_by_the_settings_that_are_not_default() => Assert.Equal(
        ["numerics=1;seed=1;draws=0,0,0,0,0;experiment=coin", "numerics=1;seed=1;draws=0,0,0,0,0;experiment=coin;probability=0.25"],
        new Sweep(Spec).Cells.Select(cell => new TrialSpec(Coin, cell.Settings, StreamIndices.Replicate(1, 0)).Canonical));

    [Fact]
    public void Rules_of_a_new_experiment_are_checked_with_the_part_that_is_wrong()
    {
        var impossible = Spec with { Fixed = [Coin.Setting("tosses").Parse("1")] };

        var refused = Assert.Throws<SpecException>(() => new Sweep(impossible));
        Assert.Equal("fixed.tosses", refused.Part);
        Assert.Equal("Cell 1 cannot be run: tosses: expected at least 2 tosses of an unfair coin, got 1.", refused.Message);
    }

    [Fact]
    public void Goal_needs_a_metric_that_says_which_values_are_better()
    {
        var refused = Assert.Throws<SpecException>(() => new Sweep(Spec with { Replicates = ReplicateDesign.UntilWidth(0.05, 100) }));

        Assert.Equal("replicates.until", refused.Part);
        Assert.Equal("until: no metric that every cell of coin measures says which values are better. Use a number of replicates.", refused.Message);
    }

    // What the entry in the register adds.
    [Fact]
    public void Experiment_without_an_entry_in_the_register_is_not_found_by_its_name()
    {
        var refused = Assert.Throws<SpecException>(() => Sweep.Parse(new Sweep(Spec).Canonical));

        Assert.Equal(("experiment", "Unknown experiment 'coin'. Valid experiments: mlp, points, noop."), (refused.Part, refused.Message));
    }

    private static SweepSpec Spec => new()
    {
        Name = "coins",
        Experiment = Coin,
        Replicates = ReplicateDesign.Independent(3),
        Axes = [Axis.Parse(Coin.Setting("probability"), "0.5", "0.25")],
    };

    private sealed record CoinSettings : TrialSettings
    {
        public int Tosses { get; init; } = 20;

        public double Probability { get; init; } = 0.5;
    }

    private sealed class CoinExperiment : IExperiment
    {
        public string Name => "coin";

        public string Summary => "toss a coin";

        public IReadOnlyList<Setting> Settings { get; } =
        [
            SettingFactory<CoinSettings>.Whole("tosses", "number of tosses", 1, 1000, s => s.Tosses, (s, v) => s with { Tosses = v }),
            SettingFactory<CoinSettings>.Real("probability", "probability of heads", "a number from 0 to 1", v => v is >= 0 and <= 1,
                s => s.Probability, (s, v) => s with { Probability = v }),
        ];

        public TrialSettings Defaults { get; } = new CoinSettings();

        public ValidationError? Validate(TrialSettings settings) => settings is CoinSettings { Probability: not 0.5, Tosses: 1 }
            ? new("tosses", "tosses: expected at least 2 tosses of an unfair coin, got 1.")
            : null;

        public IReadOnlyList<Metric> MetricsOf(TrialSettings settings) =>
        [
            new("heads", MetricKind.Proportion, MetricDirection.None, "tosses with heads"),
            new("longest_run", MetricKind.Real, MetricDirection.None, "longest run of heads"),
        ];

        public TrialResult Run(TrialSpec spec, TrialResources resources, CancellationToken stop)
        {
            var settings = (CoinSettings)spec.Settings;
            var stream = spec.Indices.Stream(Purpose.Order);
            var (heads, run, longest) = (0, 0, 0);
            for (var toss = 0; toss < settings.Tosses; toss++)
            {
                var isHeads = stream.NextDouble() < settings.Probability;
                heads += isHeads ? 1 : 0;
                run = isHeads ? run + 1 : 0;
                longest = Math.Max(longest, run);
            }

            return new TrialResult
            {
                Outcome = TrialOutcome.Completed,
                Values = [MetricValue.Proportion("heads", heads, settings.Tosses), MetricValue.Real("longest_run", longest)],
            };
        }
    }
}
