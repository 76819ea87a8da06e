using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Tests.Statistics;

/// <summary>Joint sign flips: enumerated and drawn, and the sums of columns under them.</summary>
public sealed class JointSignFlipsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 3)]
    [InlineData(9, 1)]
    [InlineData(14, 5)]
    public void Enumerated_flips_are_all_patterns_of_signs(int replicates, int columns)
    {
        var values = Values(replicates, columns);
        var flips = new JointSignFlips(replicates, seed: 1);
        var flip = 0;
        flips.Sum(values, columns, sums =>
        {
            for (var column = 0; column < columns; column++)
            {
                Assert.Equal(Direct(values, columns, column, replicate => ((flip >> replicate) & 1) == 1), sums[column], 1e-12);
            }

            flip++;
        });
        Assert.Equal(1 << replicates, flip);
        Assert.True(flips.IsExact);
    }

    [Fact]
    public void Drawn_flips_have_the_same_signs_in_every_column()
    {
        // The columns are the unit vectors, so that their sums are the signs themselves; the last column is a sum of them all.
        const int Replicates = 20;
        const int Columns = Replicates + 1;
        var values = new double[Replicates * Columns];
        for (var k = 0; k < Replicates; k++)
        {
            (values[(k * Columns) + k], values[(k * Columns) + Replicates]) = (1, k + 1);
        }

        var (flips, kept) = (new JointSignFlips(Replicates, seed: 7), new int[Replicates]);
        var count = 0;
        flips.Sum(values, Columns, sums =>
        {
            var expected = 0.0;
            for (var k = 0; k < Replicates; k++)
            {
                Assert.Equal(1, Math.Abs(sums[k]));
                kept[k] += sums[k] > 0 ? 1 : 0;
                expected += (k + 1) * sums[k];
            }

            Assert.Equal(expected, sums[Replicates]);
            count++;
        });
        Assert.Equal(JointSignFlips.Drawn, count);

        // 5 standard deviations of a binomial count of 10,000.
        Assert.All(kept, k => Assert.InRange(k, 4750, 5250));
    }

    [Fact]
    public void Columns_of_a_large_family_have_the_sums_that_they_have_alone()
    {
        const int Replicates = 37;
        const int Columns = 601;
        var values = Values(Replicates, Columns);
        var flips = new JointSignFlips(Replicates, seed: 3);
        var alone = new List<double>();
        flips.Sum([.. Enumerable.Range(0, Replicates).Select(k => values[(k * Columns) + 600])], 1, sums => alone.Add(sums[0]));
        var together = new List<double>();
        flips.Sum(values, Columns, sums => together.Add(sums[600]));
        Assert.Equal(alone, together);
    }

    [Fact]
    public void P_value_counts_the_observed_signs_among_drawn_flips()
    {
        Assert.Equal(2.0 / 64, new JointSignFlips(6, seed: 1).PValue(2));
        Assert.Equal(1.0 / 10_001, new JointSignFlips(15, seed: 1).PValue(0));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(16)]
    public void Statistic_beyond_the_critical_value_has_a_p_value_of_at_most_alpha(int replicates)
    {
        var flips = new JointSignFlips(replicates, seed: 1);
        var statistics = Enumerable.Range(0, flips.Count).Select(i => (double)i).ToArray();
        var critical = flips.CriticalValue(statistics, 0.05);
        if (double.IsPositiveInfinity(critical))
        {
            Assert.True(flips.PValue(1) > 0.05);
            return;
        }

        Assert.True(flips.PValue(statistics.Count(value => value > critical)) <= 0.05);
        Assert.True(flips.PValue(statistics.Count(value => value >= critical)) > 0.05);
    }

    [Fact]
    public void Four_replicates_have_too_few_flips_for_five_per_cent()
    {
        var flips = new JointSignFlips(4, seed: 1);
        Assert.Equal(double.PositiveInfinity, flips.CriticalValue(new double[16], 0.05));
    }

    private static double[] Values(int replicates, int columns)
    {
        var stream = new RandomStream(5, Purpose.Resampling, (uint)replicates, (uint)columns);
        var values = new double[replicates * columns];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = stream.NextDouble() - 0.4;
        }

        return values;
    }

    private static double Direct(double[] values, int columns, int column, Func<int, bool> keeps)
    {
        var sum = 0.0;
        for (var k = 0; k * columns < values.Length; k++)
        {
            sum += keeps(k) ? values[(k * columns) + column] : -values[(k * columns) + column];
        }

        return sum;
    }
}
