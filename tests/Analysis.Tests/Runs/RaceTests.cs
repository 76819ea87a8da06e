using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Analysis.Tests.Statistics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Tests.Runs;

/// <summary>A race keeps the best cell and loses the others, by the sequential sign-flip test of all pairs.</summary>
public sealed class RaceTests
{
    [Fact]
    public void Cell_leaves_when_the_test_of_some_pair_reaches_its_share_of_the_error()
    {
        const int Cells = 6;
        var race = new Race(Cells, 0.9, 400);
        var tests = new SequentialSignFlip[Cells, Cells];
        var racing = Enumerable.Range(0, Cells).ToList();
        for (var j = 0; j < Cells * Cells; j++)
        {
            tests[j / Cells, j % Cells] = new SequentialSignFlip();
        }

        var left = 0;
        for (var round = 0u; !race.IsOver; round++)
        {
            var values = Values(round, Cells, step: 0.4);
            foreach (var (j, k) in racing.SelectMany(j => racing.Where(k => k != j).Select(k => (j, k))))
            {
                tests[j, k].Add(values[j] - values[k]);
            }

            // (6 - 1)/(1 - 0.9): five rivals share an error of 10 %.
            var expected = racing.Where(k => racing.Exists(j => j != k && tests[j, k].Greater >= 5 / (1 - 0.9))).ToList();
            var leaving = race.Advance(values);
            Assert.Equal(expected, leaving.Select(exit => exit.Cell));
            Assert.All(leaving, exit => Assert.Equal((round + 1, tests[exit.By, exit.Cell].Greater), (exit.After, exit.Evidence)));
            racing.RemoveAll(expected.Contains);
            Assert.Equal(racing, race.Racing.ToArray());
            left += leaving.Count;
        }

        Assert.Equal((5, 5), (left, race.Racing[0]));
        Assert.Null(race.ExitOf(5));
        Assert.Equal(race.Rounds, race.ForecastOf(5));
    }

    [Fact]
    public void Best_cell_stays_at_least_as_often_as_promised()
    {
        const int Races = 400;
        var lost = 0;
        for (var index = 0u; index < Races; index++)
        {
            // All cells are the best: each may be taken out with a chance of 10 %, so cell 0 is watched.
            var race = new Race(5, 0.9, 100);
            for (var round = 0u; !race.IsOver && race.ExitOf(0) is null; round++)
            {
                race.Advance(Values((1000 * (index + 1)) + round, 5, step: 0));
            }

            lost += race.ExitOf(0) is null ? 0 : 1;
        }

        // Four standard deviations above 10 %.
        Assert.InRange(lost, 1, 64);
    }

    [Fact]
    public void Cell_that_never_completes_leaves_and_two_of_them_are_no_evidence_against_each_other()
    {
        var race = new Race(3, 0.95, 100);
        while (race.ExitOf(1) is null)
        {
            race.Advance([0.5, double.NaN, double.NaN]);
        }

        // The first round with at least 2/0.05 = 40. R 4.2.2: L <- 0.05*2^(0:5); mean(exp(8*(L - log(cosh(L)))))
        Assert.Equal((0, 8, 8), (race.ExitOf(1)!.By, race.ExitOf(1)!.After, race.ExitOf(2)!.After));
        Near.Relative(44.29058, race.ExitOf(1)!.Evidence, 1e-6);
        Assert.True(race.IsOver);
    }

    [Fact]
    public void Somebody_stays_when_failures_beat_every_cell_in_a_circle()
    {
        var race = new Race(3, 0.5, 300);
        double[][] circle = [[2, 1, double.NaN], [double.NaN, 2, 1], [1, double.NaN, 2]];
        while (!race.IsOver)
        {
            race.Advance(circle[race.Rounds % 3]);
            Assert.NotEqual(0, race.Racing.Length);
        }
    }

    [Fact]
    public void Forecast_follows_the_evidence()
    {
        var race = new Race(3, 0.95, 1000);
        for (var round = 0u; round < 6; round++)
        {
            var noise = Values(round, 3, step: 0);
            race.Advance([noise[0], noise[0] + 0.01 + (0.001 * noise[1]), noise[0] - 1 + (0.01 * noise[2])]);
        }

        // Eight rounds are the fewest for a difference as large as the scale; who leads stays until the last rival has left.
        Assert.InRange(race.ForecastOf(2), 7, 10);
        Assert.Equal(Math.Max(race.ForecastOf(0), race.ForecastOf(2)), race.ForecastOf(1));
    }

    [Fact]
    public void Round_without_an_exit_allocates_nothing()
    {
        var race = new Race(40, 0.95, 1000);
        var values = Values(0, 40, step: 0);
        race.Advance(values);
        var before = GC.GetAllocatedBytesForCurrentThread();
        race.Advance(values);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Round_after_the_end_is_refused()
    {
        var race = new Race(2, 0.95, 1);
        race.Advance([1, 2]);
        Assert.True(race.IsOver);
        Assert.Throws<InvalidOperationException>(() => race.Advance([1, 2]));
    }

    // Normal values; each cell is better than the one before it by the step, in standard deviations.
    private static double[] Values(uint round, int cells, double step)
    {
        var stream = new RandomStream(3, Purpose.Resampling, round);
        var values = new double[cells];
        for (var cell = 0; cell < cells; cell++)
        {
            values[cell] = Resampler.Normal(ref stream) + (step * cell);
        }

        return values;
    }
}
