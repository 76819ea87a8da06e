using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Features;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Seams;

/// <summary>
/// Goal: a feature map is its own file and one entry in <see cref="FeatureMaps"/>. Method: a toy map, registered as plug-ins are, in
/// everything that maps appear in.
/// </summary>
public sealed class NewFeatureMapTests
{
    // A function of the permutation with many features: x_i·x_P(i), over and over.
    private const int Repeats = 20;

    public NewFeatureMapTests() => FeatureMaps.Register(new RepeatedPermutation());

    [Fact]
    public void New_map_runs_in_a_sweep_that_crosses_its_permutations()
    {
        var experiment = ExperimentRegister.Default;
        var sweep = Sweep.Parse(new Sweep(new SweepSpec
        {
            Name = "repeated",
            Replicates = new ReplicateDesign { Seeds = 1, Permutations = 2 },
            Axes = [Axis.Parse(experiment.Setting("features"), "permutation", "repeated-permutation")],
            Fixed = [experiment.Setting("epochs").Parse("1"), experiment.Setting("trainFraction").Parse("0.02"),
                experiment.Setting("measure").Parse("permutation")],
        }).Canonical);
        var store = new FeatureStore();
        var results = Enumerable.Range(0, 4).Select(trial => sweep.SpecOf(trial).Run(new(store))).ToList();

        Assert.All(results, result => Assert.Equal(TrialOutcome.Completed, result.Outcome));
        Assert.Equal(4, results.Select(result => result.Find("train_loss")).Distinct().Count());
        Assert.Equal(results[2].Find("fixed_points"), results[3].Find("fixed_points"));
        Assert.Contains(MlpFacts.Invariance, experiment.FactsOf(sweep.Cells[1].Settings));
        Assert.Equal(PixelPermutation.Draw(64, sweep.SpecOf(3).Indices).ToString(), experiment.PermutationOf(sweep.SpecOf(3))?.ToString());
    }

    [Fact]
    public void Features_of_a_new_map_are_counted_for_memory_and_for_the_Hessian()
    {
        Assert.True(DataSet.TryParse($"30000x28x28x10-{new string('0', 64)}", out var data));
        var settings = MlpSettings.Default with { Features = new RepeatedPermutation() };

        Assert.Null(ExperimentRegister.Default.Validate(settings with { Data = data, Enlarged = false }));
        Assert.Equal("features", ExperimentRegister.Default.Validate(settings with { Data = data })?.Setting);
        Assert.Equal(
            "measure: minimum supports at most 1,500 parameters, and this network has 12,925.",
            ExperimentRegister.Default.Validate(settings with { Measure = MeasureKind.Minimum })?.Message);
    }

    private sealed class RepeatedPermutation : IFeatureMapFactory
    {
        public string Name => "repeated-permutation";

        public bool IsInvariant => true;

        public bool HasPermutation => true;

        public FeatureMap Create(int height, int width, PixelPermutation? permutation) => new Map(permutation!);

        private sealed class Map(PixelPermutation permutation) : FeatureMap
        {
            public override int Count => Repeats * permutation.Count;

            public override bool IsInvariant => true;

            public override void Apply(ReadOnlySpan<float> x, Span<float> features)
            {
                for (var k = 0; k < features.Length; k++)
                {
                    features[k] = x[k % x.Length] * x[permutation[k % x.Length]];
                }
            }
        }
    }
}
