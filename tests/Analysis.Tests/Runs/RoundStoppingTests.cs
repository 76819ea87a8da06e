using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Runs;

/// <summary>Races and decisions look at complete rounds, so that their stops do not depend on the order in which results arrive.</summary>
public sealed class RoundStoppingTests
{
    private const int Cells = 5;
    private const int Replicates = 120;

    public static TheoryData<string> Rules => ["best", "decide"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Order_of_arrival_does_not_change_stops_or_what_counts(string rule)
    {
        var sweep = Of(rule);
        var results = Enumerable.Range(0, (int)sweep.Trials).Select(trial => ResultOf(sweep, trial)).ToArray();
        var expected = Run(sweep, results, [.. Enumerable.Range(0, results.Length)]);
        Assert.Contains(expected.Stops, stop => stop < Replicates);

        for (var index = 0u; index < 50; index++)
        {
            var order = Enumerable.Range(0, results.Length).ToArray();
            new RandomStream(1, Purpose.Resampling, index).Shuffle(order.AsSpan());
            var shuffled = Run(sweep, results, order);
            Assert.Equal(expected.Stops, shuffled.Stops);
            Assert.Equal(expected.Counted, shuffled.Counted);
        }

        // Cell by cell, as stores return them.
        var cells = Enumerable.Range(0, results.Length).OrderBy(trial => trial % Cells).ToArray();
        Assert.Equal(expected.Counted, Run(sweep, results, cells).Counted);
    }

    [Fact]
    public void Result_waits_for_the_other_cells_and_a_race_stops_others()
    {
        var sweep = Of("best");
        var stopping = ReplicateStopping.Find(sweep)!;
        for (var replicate = 0; replicate < 40; replicate++)
        {
            for (var cell = 1; cell < Cells; cell++)
            {
                Assert.Empty(stopping.Add(cell, replicate, Rate(0.1 * cell)).Counted);
            }
        }

        Assert.Equal((0, 40), (stopping.PrefixOf(1), stopping.WaitingOf(1)));
        var counted = 0;
        var stopped = new List<int>();
        for (var replicate = 0; stopped.Count < Cells - 1; replicate++)
        {
            var step = stopping.Add(0, replicate, Rate(0.9));
            counted += step.Counted.Count;
            stopped.AddRange(step.Stopped.Where(cell => cell > 0));
        }

        Assert.Equal([1, 2, 3, 4], stopped.Order());
        Assert.All(Enumerable.Range(0, Cells), cell => Assert.True(stopping.IsStopped(cell)));
        Assert.Equal(counted, Enumerable.Range(0, Cells).Sum(stopping.PrefixOf));
        Assert.Null(stopping.ExitOf(0));
        Assert.Equal(stopping.PrefixOf(1), stopping.ExitOf(1)!.After);
        Assert.StartsWith("Cell 0 (0.1) has the best accuracy of 5 cells (level 0.95)", stopping.Standing, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_of_the_runs_is_the_race_that_was_run()
    {
        var sweep = Of("best");
        var results = Enumerable.Range(0, (int)sweep.Trials).Select(trial => ResultOf(sweep, trial)).ToArray();
        var stops = Run(sweep, results, [.. Enumerable.Range(0, results.Length)]).Stops;
        var runs = new SweepRuns(sweep, [.. sweep.Cells.Select(cell => new CellRuns(
            cell, Enumerable.Range(0, (int)stops[cell.Number]).Select(replicate => new RunRow(replicate, results[sweep.TrialOf(cell.Number, replicate)]))))]);
        var race = Race.Replay(runs);

        Assert.True(race.IsOver);
        Assert.Equal(stops, sweep.Cells.Select(cell => race.ExitOf(cell.Number)?.After ?? race.Rounds));
    }

    private static Sweep Of(string rule) => new(new SweepSpec
    {
        Name = rule,
        Replicates = ReplicateDesign.Until(rule == "best" ? new BestGoal(0.95) : new DecisionGoal([Rates("0.1")], [Rates("0.5")], 0.01), Replicates),
        Axes = [Rates("0.1", "0.2", "0.3", "0.4", "0.5")],
    });

    private static Axis Rates(params string[] rates) => Axis.Parse(ExperimentRegister.Default.Setting("learningRate"), rates);

    private static TrialResult Rate(double rate) => Classification.Completed((int)(1000 * rate), 0, 1000, 1);

    // Later cells are better by half a standard deviation each, and one run in ten diverges.
    private static TrialResult ResultOf(Sweep sweep, long trial)
    {
        var stream = new RandomStream(7, Purpose.Resampling, (uint)trial);
        var correct = 200 + (int)stream.Below(350) + (50 * sweep.CellOf(trial).Number);
        return stream.Below(10) == 0 ? TrialResult.Divergence : Classification.Completed(correct, 0, 1000, 1);
    }

    private static (long[] Stops, string Counted) Run(Sweep sweep, TrialResult[] results, int[] order)
    {
        var stopping = ReplicateStopping.Find(sweep)!;
        var counted = sweep.Cells.Select(_ => new List<TrialResult>()).ToArray();
        var stopped = new List<int>();
        foreach (var trial in order)
        {
            var step = stopping.Add(sweep.CellOf(trial).Number, sweep.ReplicateOf(trial), results[trial]);
            stopped.AddRange(step.Stopped);
            foreach (var (cell, result) in step.Counted)
            {
                Assert.Equal(results[sweep.TrialOf(cell, counted[cell].Count)], result);
                counted[cell].Add(result);
            }
        }

        Assert.Equal(Enumerable.Range(0, Cells), stopped.Order());
        return ([.. sweep.Cells.Select(cell => stopping.PrefixOf(cell.Number))], string.Join(' ', counted.Select(cell => cell.Count)));
    }
}
