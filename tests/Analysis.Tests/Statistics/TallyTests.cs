using CsCheck;
using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class TallyTests
{
    private static readonly Gen<int[]> Counts = Gen.Int[0, 360].Array[2, 60];

    [Fact]
    public void Statistics_are_those_of_the_proportions() => Counts.Sample(counts =>
    {
        var tally = Tally.FromCounts(360, counts);
        var proportions = counts.Select(count => count / 360.0).Order().ToArray();
        var mean = proportions.Average();
        var sd = Math.Sqrt(proportions.Sum(p => (p - mean) * (p - mean)) / (counts.Length - 1));
        Near.Absolute(mean, tally.Mean, 1e-14);
        Near.Absolute(sd, tally.StandardDeviation, 1e-14);
        Near.Absolute(sd / Math.Sqrt(counts.Length), tally.StandardError, 1e-14);
        Near.Absolute((proportions[(counts.Length - 1) / 2] + proportions[counts.Length / 2]) / 2, tally.Median, 1e-15);
        Assert.Equal(proportions[0], tally.Minimum);
        Assert.Equal(proportions[^1], tally.Maximum);
        Assert.Equal(proportions, tally.ToProportions());
    });

    [Fact]
    public void The_order_and_the_way_of_adding_are_without_effect_to_the_last_bit() =>
        Gen.Select(Counts, Gen.Int[0, 60]).Sample((counts, cut) =>
        {
            var whole = Tally.FromCounts(360, counts);
            var shuffled = counts.OrderBy(count => count * 7919 % 361).ToArray();
            var parts = Tally.FromCounts(360, [.. shuffled.Take(cut)]);
            foreach (var (correct, count) in Tally.FromCounts(360, [.. shuffled.Skip(cut)]).Entries)
            {
                parts.Add(correct, count);
            }

            Assert.Equal(whole.Entries, parts.Entries);
            Assert.Equal(whole.N, parts.N);
            Assert.Equal(whole.Sum, parts.Sum);
            Assert.Equal(whole.SumOfSquares, parts.SumOfSquares);
            Assert.Equal(whole.Mean, parts.Mean);
            Assert.Equal(whole.StandardDeviation, parts.StandardDeviation);
        });

    [Fact]
    public void Nothing_overflows_at_the_largest_totals_and_numbers_of_runs()
    {
        var tally = new Tally(int.MaxValue);
        tally.Add(int.MaxValue, 1L << 31);
        tally.Add(0, 1L << 31);
        Assert.Equal(0.5, tally.Mean);
        Near.Relative(0.25, tally.Variance, 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => tally.Add(0));
    }

    [Fact]
    public void What_is_undefined_is_not_a_number()
    {
        var tally = new Tally(10);
        Assert.True(double.IsNaN(tally.Mean) && double.IsNaN(tally.Median) && double.IsNaN(tally.Minimum) && double.IsNaN(tally.Maximum));
        tally.Add(3);
        Assert.Equal(0.3, tally.Mean);
        Assert.True(double.IsNaN(tally.StandardDeviation) && double.IsNaN(tally.StandardError));
        tally.Add(3);
        Assert.Equal(0, tally.StandardDeviation);
    }

    [Fact]
    public void Counts_outside_the_total_and_strange_tallies_are_refused()
    {
        var tally = new Tally(10);
        Assert.Throws<ArgumentOutOfRangeException>(() => tally.Add(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => tally.Add(11));
        Assert.Throws<ArgumentOutOfRangeException>(() => tally.Add(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tally(0));
        Assert.Equal(0, tally.N);
    }
}
