using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Tests.Statistics;

/// <summary>The set of cells that may be best, against all flips in R, multcomp, and flips that are compared pair by pair.</summary>
public sealed class MultipleComparisonsWithBestTests
{
    // R, for n in 5, 8, 10, with y[r, k] = Values(6, n, 0.11), all flips s in the rows of F, and u as in StandardisedDifferences:
    // u <- function(s) { z <- y*s; S <- colSums(z); sapply(1:K, function(k) max(0, sapply(setdiff(1:K, k), function(j) {
    //   d <- y[,j]-y[,k]; (S[j]-S[k])/sqrt(n*sum(d^2)) }))) }
    // M <- apply(F, 1, u); rowSums(M >= u(rep(1, n)) - 1e-12); crit <- sort(apply(M, 2, max), decreasing=TRUE)[floor(0.05*2^n) + 1]
    // ranks: 1 + the number of j with u(j - k) > crit, 6 - the number with u(k - j) > crit
    [Theory]
    [InlineData(5, new[] { 1, 5, 20, 22, 17, 32 }, new[] { 1, 1, 1, 1, 1, 1 }, new[] { 6, 6, 6, 6, 6, 6 })]
    [InlineData(8, new[] { 1, 4, 230, 196, 175, 256 }, new[] { 4, 1, 1, 1, 1, 1 }, new[] { 6, 6, 5, 5, 6, 5 })]
    [InlineData(10, new[] { 1, 14, 427, 544, 427, 1024 }, new[] { 4, 1, 1, 1, 1, 1 }, new[] { 6, 6, 6, 5, 5, 5 })]
    public void All_flips_give_the_p_values_and_ranks_of_R(int replicates, int[] reaching, int[] bestRanks, int[] worstRanks)
    {
        var found = MultipleComparisonsWithBest.Find(Values(6, replicates, 0.11), seed: 1);
        Assert.Equal(BestMethod.AllFlips, found.Method);
        Assert.Equal(1 << replicates, found.Flips);
        for (var cell = 0; cell < 6; cell++)
        {
            var standing = found.Standings[cell];
            Near.Relative((double)reaching[cell] / (1 << replicates), standing.PValue!.Value, 1e-9);
            Assert.Equal(standing.PValue > 0.05, standing.MayBeBest);
            Assert.Equal((bestRanks[cell], worstRanks[cell]), (standing.BestRank, standing.WorstRank));
        }
    }

    // R: n <- 200; y <- sapply(0:4, function(k) 0.02*k + sapply(0:(n-1), function(r) (sin(12.9898*(n*k+r)) * 43758.5453) %% 1))
    // d <- data.frame(y=as.vector(y), cell=factor(rep(1:5, each=n)), block=factor(rep(1:n, 5))); m <- lm(y ~ cell + block, d)
    // min(summary(glht(m, mcp(cell=contrMat(table(d$cell), "Dunnett", base=k)), alternative="greater"))$test$pvalues)
    // multcomp pools the variance of all differences and its p are of normal ones; ours also have the error of 10,000 drawn flips.
    [Fact]
    public void P_values_of_blocks_are_near_those_of_multcomp()
    {
        var values = Enumerable.Range(0, 5).Select(k => Enumerable.Range(0, 200)
            .Select(r => (0.02 * k) + Fraction(Math.Sin(12.9898 * ((200 * k) + r)) * 43758.5453)).ToArray()).ToArray();
        var found = MultipleComparisonsWithBest.Find(values, seed: 1);
        Assert.Equal((BestMethod.DrawnFlips, JointSignFlips.Drawn), (found.Method, found.Flips));
        double[] expected = [0.00181, 0.4044, 1, 0.6288, 0.3835];
        double[] tolerance = [0.0015, 0.03, 0, 0.03, 0.03];
        for (var cell = 0; cell < expected.Length; cell++)
        {
            Assert.InRange(found.Standings[cell].PValue!.Value, expected[cell] - tolerance[cell], expected[cell] + tolerance[cell]);
        }
    }

    [Theory]
    [InlineData(131, 16)]
    [InlineData(130, 9)]
    [InlineData(67, 12)]
    public void Tiles_of_cells_give_what_comparing_pair_by_pair_gives(int cells, int replicates)
    {
        var values = Values(cells, replicates, 0.004);
        var found = MultipleComparisonsWithBest.Find(values, seed: 3);
        var (p, critical) = PairByPair(values, new JointSignFlips(replicates, seed: 3));
        for (var cell = 0; cell < cells; cell++)
        {
            Assert.Equal(p[cell], found.Standings[cell].PValue);
            var better = Enumerable.Range(0, cells).Count(other => U(values, other, cell) > critical + 1e-9);
            Assert.Equal(1 + better, found.Standings[cell].BestRank);
        }

        Assert.Contains(found.Standings, standing => !standing.MayBeBest);
    }

    [Fact]
    public void Fewer_than_five_replicates_exclude_no_cell()
    {
        double[][] values = [[1, 1, 1, 1], [2, 2, 2, 2], [3, 3, 3, 3]];
        var found = MultipleComparisonsWithBest.Find(values, seed: 1);
        Assert.Equal((BestMethod.TooFewReplicates, 0), (found.Method, found.Flips));
        Assert.All(found.Standings, standing => Assert.Equal(new CellStanding(true, null, 1, 3), standing));
        Assert.Equal(5, MultipleComparisonsWithBest.MinReplicates());
        Assert.Equal(4, MultipleComparisonsWithBest.MinReplicates(0.9));
    }

    [Fact]
    public void Constant_difference_excludes_the_worse_cell()
    {
        double[][] values = [[0.1, 0.2, 0.4, 0.3, 0.7], [0.2, 0.3, 0.5, 0.4, 0.8]];
        var found = MultipleComparisonsWithBest.Find(values, seed: 1);
        Assert.Equal([1.0 / 32, 1], found.Standings.Select(standing => standing.PValue!.Value));
        Assert.Equal([false, true], found.Standings.Select(standing => standing.MayBeBest));
    }

    [Fact]
    public void Cells_that_differ_by_rounding_tie()
    {
        double[] one = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
        double[][] values = [one, [.. one.Select(value => value * (1 + 1e-15))], [.. one.Select(value => value - 1)]];
        var found = MultipleComparisonsWithBest.Find(values, seed: 1);
        Assert.Equal([1, 1, 1.0 / 64], found.Standings.Select(standing => standing.PValue!.Value));
        Assert.Equal([(1, 2), (1, 2), (3, 3)], found.Standings.Select(standing => (standing.BestRank, standing.WorstRank)));
    }

    [Theory]
    [InlineData(1e-160)]
    [InlineData(1e150)]
    public void Scale_of_the_values_does_not_matter(double scale)
    {
        var values = Values(6, 8, 0.11);
        var scaled = values.Select(cell => cell.Select(value => value * scale).ToArray()).ToArray();
        Assert.Equal(
            MultipleComparisonsWithBest.Find(values, seed: 1).Standings, MultipleComparisonsWithBest.Find(scaled, seed: 1).Standings);
    }

    [Fact]
    public void Many_cells_share_fewer_flips_and_very_many_are_screened()
    {
        var some = MultipleComparisonsWithBest.Find(Values(MultipleComparisonsWithBest.MaxCellsOfAllFlips + 1, 12, 1e-4), seed: 1);
        Assert.Equal((BestMethod.DrawnFlips, MultipleComparisonsWithBest.FlipsOfManyCells), (some.Method, some.Flips));
        var few = MultipleComparisonsWithBest.Find(Values(MultipleComparisonsWithBest.MaxCellsOfAllFlips + 1, 10, 1e-4), seed: 1);
        Assert.Equal((BestMethod.AllFlips, 1024), (few.Method, few.Flips));
        var values = Values(MultipleComparisonsWithBest.MaxCellsOfFlips + 1, 6, 0);
        values[17] = [.. values[17].Select(value => value + 1000)];
        var screened = MultipleComparisonsWithBest.Find(values, seed: 1);
        Assert.Equal((BestMethod.Screen, 0), (screened.Method, screened.Flips));
        Assert.Equal((true, 1.0), (screened.Standings[17].MayBeBest, screened.Standings[17].PValue));
        Assert.Equal(1, screened.Standings.Count(standing => standing.MayBeBest));
    }

    [Fact]
    public void Screen_multiplies_the_p_value_of_t_by_the_comparisons()
    {
        double[] noise = [-1, 1, -1, 1, -1, 1];
        var values = Enumerable.Range(0, 10_001).Select(_ => new double[6]).ToArray();
        values[5] = [.. noise.Select(value => 20 + value)];

        // t = 20/(sd/sqrt 6), sd = sqrt(6/5). R: 10000 * pt(20/sqrt(6/5/6), 5, lower=FALSE) = 0.000527685439
        var found = MultipleComparisonsWithBest.Find(values, seed: 1);
        Near.Relative(0.000527685439, found.Standings[0].PValue!.Value, 1e-6);
        Assert.Equal(1, found.Standings.Count(standing => standing.MayBeBest));
    }

    [Fact]
    public void Equal_cells_are_excluded_as_rarely_as_the_level_says()
    {
        const int Sweeps = 2000;
        var (excluded, stream) = (0, new RandomStream(11, Purpose.Resampling, 0, 0));
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var values = new double[8][];
            for (var cell = 0; cell < values.Length; cell++)
            {
                values[cell] = new double[8];
                for (var replicate = 0; replicate < 8; replicate++)
                {
                    values[cell][replicate] = stream.NextDouble() + stream.NextDouble() + stream.NextDouble();
                }
            }

            excluded += MultipleComparisonsWithBest.Find(values, seed: 1).Standings[0].MayBeBest ? 0 : 1;
        }

        // 5 % and four standard errors either way.
        Assert.InRange(excluded, 0.03 * Sweeps, 0.07 * Sweeps);
    }

    [Fact]
    public void Cells_with_different_numbers_of_replicates_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleComparisonsWithBest.Find([[1, 2, 3], [1, 2]], seed: 1));
        Assert.Throws<ArgumentException>(() => MultipleComparisonsWithBest.Find([[1, double.NaN], [1, 2]], seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleComparisonsWithBest.Find([[1, 2]], seed: 1));
    }

    /// <summary>Numbers that R makes too: a step per cell, and noise from whole numbers.</summary>
    /// <remarks>R: sapply(0:(K-1), function(k) e*k + sapply(0:(n-1), function(r) ((k*7919 + r*104729 + k*k*r*31 + r*r*17) %% 1009)/1009)).</remarks>
    internal static double[][] Values(int cells, int replicates, double step) =>
        [.. Enumerable.Range(0, cells).Select(k => Enumerable.Range(0, replicates)
            .Select(r => (step * k) + ((((k * 7919L) + (r * 104729L) + ((long)k * k * r * 31) + (r * r * 17L)) % 1009) / 1009.0)).ToArray())];

    private static double Fraction(double value) => value - Math.Floor(value);

    private static (double[] P, double Critical) PairByPair(double[][] values, JointSignFlips flips)
    {
        var (cells, replicates) = (values.Length, values[0].Length);
        var observed = Enumerable.Range(0, cells).Select(k => Enumerable.Range(0, cells).Max(j => U(values, j, k))).ToArray();
        var weights = new double[cells, cells];
        for (var j = 0; j < cells; j++)
        {
            for (var k = 0; k < cells; k++)
            {
                weights[j, k] = j == k ? 0 : 1 / Math.Sqrt(replicates * values[j].Zip(values[k], (a, b) => (a - b) * (a - b)).Sum());
            }
        }

        var (reaching, largest) = (new long[cells], new List<double>());
        var rows = Enumerable.Range(0, replicates).SelectMany(r => values.Select(cell => cell[r])).ToArray();
        flips.Sum(rows, cells, sums =>
        {
            var ofFlip = 0.0;
            for (var k = 0; k < cells; k++)
            {
                var maximum = 0.0;
                for (var j = 0; j < cells; j++)
                {
                    maximum = Math.Max(maximum, (sums[j] - sums[k]) * weights[j, k]);
                }

                reaching[k] += maximum >= observed[k] - 1e-9 ? 1 : 0;
                ofFlip = Math.Max(ofFlip, maximum);
            }

            largest.Add(ofFlip);
        });
        largest.Sort();
        return (Array.ConvertAll(reaching, flips.PValue), flips.CriticalValue(largest.ToArray(), 0.05));
    }

    private static double U(double[][] values, int j, int k)
    {
        var differences = values[j].Zip(values[k], (a, b) => a - b).ToArray();
        return j == k ? 0 : differences.Sum() / Math.Sqrt(differences.Length * differences.Sum(d => d * d));
    }
}
