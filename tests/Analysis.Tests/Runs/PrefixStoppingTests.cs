using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Analysis.Tests.Questions;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Runs;

/// <summary>Cells with a goal stop where their results in replicate order say so, whatever order they come in.</summary>
public sealed class PrefixStoppingTests
{
    private static readonly Sweep Sweep = new(new SweepSpec
    {
        Name = "goal",
        Replicates = ReplicateDesign.UntilWidth(0.02, 300),
        Axes = [Axis.Parse(ExperimentRegister.Default.Setting("bias"), "false", "true")],
    });

    [Fact]
    public void Cell_stops_at_the_first_prefix_that_is_narrow_enough_on_both_test_sets()
    {
        var results = Results(0);
        var stopping = ReplicateStopping.Find(Sweep)!;
        foreach (var (result, replicate) in results.Select((result, replicate) => (result, replicate)))
        {
            stopping.Add(0, replicate, result);
        }

        var rule = new FixedWidthStopping(0.02, 300);
        int[] original = [.. results.Select(result => result.Find("accuracy")!.Value.Correct)];
        int[] inverted = [.. results.Select(result => result.Find("accuracy_inverted")!.Value.Correct)];
        var first = Enumerable.Range(1, 300).First(n => rule.StopsAt(Tally.FromCounts(1800, original.AsSpan(0, n)))
            && rule.StopsAt(Tally.FromCounts(1800, inverted.AsSpan(0, n))));
        Assert.True(stopping.IsStopped(0));
        Assert.Equal(first, stopping.PrefixOf(0));
        Assert.InRange(first, 31, 299);
        Assert.Equal((first, first), (stopping.ExpectedOf(0), stopping.LimitOf(0)));
        Assert.False(stopping.IsStopped(1));
    }

    [Fact]
    public void Order_of_arrival_does_not_change_the_stop_or_lose_results()
    {
        var results = Results(1);
        var inOrder = ReplicateStopping.Find(Sweep)!;
        var expected = results.SelectMany((result, replicate) => inOrder.Add(1, replicate, result).Counted).ToList();
        for (var index = 0u; index < 20; index++)
        {
            var order = Enumerable.Range(0, results.Length).ToArray();
            new RandomStream(1, Purpose.Resampling, index).Shuffle(order.AsSpan());
            var shuffled = ReplicateStopping.Find(Sweep)!;

            Assert.Equal(expected, order.SelectMany(replicate => shuffled.Add(1, replicate, results[replicate]).Counted).ToList());
            Assert.Equal(inOrder.PrefixOf(1), shuffled.PrefixOf(1));
            Assert.Equal(0, shuffled.WaitingOf(1));
        }
    }

    [Fact]
    public void Width_of_one_proportion_stops_where_its_interval_is_narrow_enough()
    {
        var sweep = DeclaredRuns.Sweep(ReplicateDesign.UntilWidth(0.01, 60), DeclaredRuns.Hits, DeclaredRuns.Loss);
        var results = Enumerable.Range(0, 60).Select(replicate => DeclaredRuns.Result(sweep, sweep.Cells[0], replicate)).ToList();
        var rule = new FixedWidthStopping(0.01, 60);
        int[] hits = [.. results.Select(result => result.Find("hits")!.Value.Correct)];

        Assert.Equal(Enumerable.Range(1, 60).First(n => rule.StopsAt(Tally.FromCounts(40, hits.AsSpan(0, n)))), PrefixOf(results));
        Assert.InRange(PrefixOf(results), 31, 59);

        // Counts out of different totals have no common interval.
        results[3] = new TrialResult { Outcome = TrialOutcome.Completed, Values = [MetricValue.Proportion("hits", 1, 3), MetricValue.Real("loss", 1)] };
        Assert.Equal(60, PrefixOf(results));

        long PrefixOf(List<TrialResult> ordered)
        {
            var stopping = ReplicateStopping.Find(sweep)!;
            for (var replicate = 0; replicate < ordered.Count; replicate++)
            {
                stopping.Add(0, replicate, ordered[replicate]);
                Assert.InRange(stopping.ExpectedOf(0), 1, 60);
            }

            Assert.True(stopping.IsStopped(0));
            return stopping.PrefixOf(0);
        }
    }

    [Fact]
    public void Result_waits_for_earlier_replicates()
    {
        var stopping = ReplicateStopping.Find(Sweep)!;
        var results = Results(0);

        Assert.Empty(stopping.Add(0, 1, results[1]).Counted);
        Assert.Equal((0, 1, 30), (stopping.PrefixOf(0), stopping.WaitingOf(0), stopping.LimitOf(0)));
        Assert.Equal([results[0], results[1]], stopping.Add(0, 0, results[0]).Counted.Select(counted => counted.Result));
    }

    [Fact]
    public void Failed_trials_count_and_the_budget_stops_every_cell()
    {
        var stopping = ReplicateStopping.Find(Sweep)!;
        for (var replicate = 0; replicate < 300; replicate++)
        {
            Assert.False(stopping.IsStopped(0));
            Assert.Single(stopping.Add(0, replicate, TrialResult.Failure("no")).Counted);
        }

        Assert.True(stopping.IsStopped(0));
        Assert.Equal(300, stopping.PrefixOf(0));
    }

    [Fact]
    public void Goal_is_part_of_the_id_only_where_there_is_one()
    {
        Assert.Contains("\"until\":0.02,\"rule\":4", Sweep.Canonical, StringComparison.Ordinal);
        Assert.Equal(Sweep.Id, Sweep.Parse(Sweep.Canonical).Id);
        Assert.Equal((new WidthGoal(0.02), 300, 300L), (Sweep.Parse(Sweep.Canonical).Spec.Replicates.Goal, Sweep.Spec.Replicates.AtMost, Sweep.Replicates));

        var plain = new Sweep(Sweep.Spec with { Replicates = ReplicateDesign.Independent(300) });
        Assert.Contains(
            "\"replicates\":{\"plain\":300,\"seeds\":0,\"splits\":0,\"weights\":0,\"orders\":0,\"permutations\":0},",
            plain.Canonical, StringComparison.Ordinal);
        Assert.NotEqual(plain.Id, Sweep.Id);
    }

    [Theory]
    [InlineData(",\"rule\":4", "", 1)]
    [InlineData("\"rule\":4", "\"rule\":3", 3)]
    public void Sweep_with_another_stopping_rule_is_rejected(string of, string with, int rule)
    {
        var error = Assert.Throws<SpecException>(() => Sweep.Parse(Sweep.Canonical.Replace(of, with, StringComparison.Ordinal)));

        Assert.Equal($"The specification uses stopping rule {rule}, and this build uses rule 4.", error.Message);
    }

    [Theory]
    [InlineData(0.02, 29, "replicates.atMost")]
    [InlineData(0.6, 100, "replicates.until")]
    [InlineData(0.000001, 100, "replicates.until")]
    [InlineData(double.NaN, 100, "replicates.until")]
    public void Goal_out_of_range_is_rejected(double until, int atMost, string part)
    {
        var error = Assert.Throws<SpecException>(() => new Sweep(Sweep.Spec with { Replicates = ReplicateDesign.UntilWidth(until, atMost) }));

        Assert.Equal(part, error.Part);
    }

    // Rates around a half with a spread of about 0.07, drawn reproducibly.
    private static TrialResult[] Results(uint cell)
    {
        var stream = new RandomStream(5, Purpose.Resampling, cell);
        var results = new TrialResult[300];
        for (var i = 0; i < results.Length; i++)
        {
            var original = 700 + (int)stream.Below(400);
            results[i] = Classification.Completed(original, 600 + (int)stream.Below(450), 1800, trainLoss: 1);
        }

        return results;
    }
}
