using System.Numerics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>Crossed random effects: how much of the variance of one run each source of randomness brings.</summary>
/// <remarks>
/// <para>
/// The model is y = μ + Σ over nonempty sets S of factors of u_S + e, all effects independent with mean 0; σ²_S is the variance
/// of u_S. The design is balanced: every combination of levels was run the same number of times. With one run per combination,
/// the interaction of all factors cannot be told from e; their sum is called the residual.
/// </para>
/// <para>
/// Estimates are those of the analysis of variance: E(MS_S) = σ²_e + Σ over T ⊇ S of σ²_T·N/Π_{i∈T} L_i, solved by inclusion and
/// exclusion. They are unbiased for every shape; intervals assume normal effects. Intervals of a variance:
/// <see cref="MeanSquares.ModifiedLargeSampleInterval"/>. Intervals of a share: generalized pivots, ν·MS/χ² drawn in place of
/// each E(MS), negative variances taken as 0, the (1 ± level)/2 quantiles of 10,000 draws.
/// </para>
/// <para>
/// Source: S. Searle, G. Casella, C. McCulloch, "Variance Components", 1992; R. Burdick and F. Graybill, 1992; S.
/// Weerahandi, "Generalized confidence intervals", JASA 88 (1993); R. Burdick, C. Borror, D. Montgomery, "Design and Analysis of
/// Gauge R and R Studies", 2005.
/// </para>
/// </remarks>
public sealed class VarianceComponents
{
    private const int PivotDraws = 10_000;

    private VarianceComponents(Estimate mean, double totalVariance, IReadOnlyList<VarianceComponent> components, IReadOnlyList<FactorShare> factors)
    {
        Mean = mean;
        TotalVariance = totalVariance;
        Components = components;
        Factors = factors;
    }

    /// <summary>The grand mean. Its interval counts levels, not runs: Satterthwaite's t with variance Σ over S of
    /// (−1)^(|S|+1)·MS_S/N.</summary>
    public Estimate Mean { get; }

    /// <summary>The estimated variance of one run with everything drawn afresh: the sum of the components, negative ones
    /// included.</summary>
    public double TotalVariance { get; }

    /// <summary>All sources: factors first, then interactions of two, of three, and the residual last.</summary>
    public IReadOnlyList<VarianceComponent> Components { get; }

    /// <summary>One answer a factor, in the order of the factors.</summary>
    public IReadOnlyList<FactorShare> Factors { get; }

    /// <summary>Analyses a balanced crossed design of one to four factors.</summary>
    /// <param name="factors">Their names, such as split, weights, order, permutation.</param>
    /// <param name="levels">How many levels each has, at least 2.</param>
    /// <param name="values">Π levels × repeats values, the last factor varying fastest, repeats of a combination side by
    /// side.</param>
    /// <param name="seed">The sweep's seed, for the intervals of shares.</param>
    /// <param name="question">Tells independent questions apart. Default 0.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <exception cref="ArgumentException">
    /// Not one to four factors, a factor of one level, one factor without repeats, or a number of values that does not fit.
    /// </exception>
    public static VarianceComponents Analyse(
        IReadOnlyList<string> factors,
        IReadOnlyList<int> levels,
        ReadOnlySpan<double> values,
        long seed,
        uint question = 0,
        double level = Estimate.DefaultLevel)
    {
        Require.Level(level);
        var repeats = Repeats(factors, levels, values);
        var n = values.Length;
        var full = (1 << factors.Count) - 1;
        var (meanSquares, degrees, mean) = AnalysisOfVariance(levels, repeats, values);

        // Index 0 holds the mean square of repeats; without repeats the full set is the residual and index 0 is empty.
        var residual = repeats > 1 ? 0 : full;
        var sets = Enumerable.Range(0, full + 1)
            .Where(set => repeats > 1 || set != 0)
            .OrderBy(set => set == residual ? int.MaxValue : BitOperations.PopCount((uint)set))
            .ThenBy(set => set)
            .ToArray();
        var terms = sets.Select(set => Terms(set, residual, full, levels, n, meanSquares, degrees)).ToArray();
        var variances = terms.Select(Sum).ToArray();
        var shares = Shares(sets, terms, factors.Count, residual, meanSquares, degrees, seed, question);

        var components = new List<VarianceComponent>();
        for (var i = 0; i < sets.Length; i++)
        {
            int[] members = sets[i] == residual
                ? []
                : [.. Enumerable.Range(0, factors.Count).Where(factor => Has(sets[i], factor))];
            var interval = MeanSquares.ModifiedLargeSampleInterval(terms[i], level).ClippedTo(0, double.MaxValue);
            components.Add(new VarianceComponent(
                sets[i] == residual ? "residual" : string.Join(" x ", members.Select(factor => factors[factor])),
                members,
                degrees[sets[i]],
                meanSquares[sets[i]],
                variances[i],
                interval,
                Share(shares, row => row[i], Positive(variances, [i]), level, n)));
        }

        var answers = new List<FactorShare>();
        for (var factor = 0; factor < factors.Count; factor++)
        {
            var alone = Array.IndexOf(sets, 1 << factor);
            int[] involved = [.. Enumerable.Range(0, sets.Length).Where(i => sets[i] != residual && Has(sets[i], factor))];
            answers.Add(new FactorShare(
                factors[factor],
                Share(shares, row => row[alone], Positive(variances, [alone]), level, n),
                Share(shares, row => involved.Sum(i => row[i]), Positive(variances, involved), level, n)));
        }

        var grandMean = GrandMean(mean, full, n, meanSquares, degrees, level);
        return new VarianceComponents(grandMean, variances.Sum(), components, answers);
    }

    /// <summary>The grand mean alone, without the work for components: <see cref="Mean"/> of the analysis, bit for bit.</summary>
    /// <param name="factors">Their names.</param>
    /// <param name="levels">How many levels each has, at least 2.</param>
    /// <param name="values">As for <see cref="Analyse"/>.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static Estimate MeanOf(IReadOnlyList<string> factors, IReadOnlyList<int> levels, ReadOnlySpan<double> values, double level = Estimate.DefaultLevel)
    {
        Require.Level(level);
        var repeats = Repeats(factors, levels, values);
        var (meanSquares, degrees, mean) = AnalysisOfVariance(levels, repeats, values);
        return GrandMean(mean, (1 << factors.Count) - 1, values.Length, meanSquares, degrees, level);
    }

    private static bool Has(int set, int factor) => (set >> factor & 1) == 1;

    private static int Repeats(IReadOnlyList<string> factors, IReadOnlyList<int> levels, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentNullException.ThrowIfNull(levels);
        if (factors.Count is < 1 or > 4 || factors.Count != levels.Count)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{factors.Count} factors with {levels.Count} numbers of levels: 1 to 4 of both are possible."));
        }

        var combinations = 1L;
        for (var factor = 0; factor < levels.Count; factor++)
        {
            if (levels[factor] < 2)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{factors[factor]} has {levels[factor]} level(s): a variance needs at least 2."),
                    nameof(levels));
            }

            combinations = checked(combinations * levels[factor]);
        }

        var repeats = values.Length / combinations;
        if (repeats < 1 || repeats * combinations != values.Length || (levels.Count == 1 && repeats < 2))
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{values.Length} values do not fill {combinations} combinations evenly" +
                    $"{(levels.Count == 1 ? ", at least twice" : "")}."),
                nameof(values));
        }

        Require.Sample(values, 2);
        return (int)repeats;
    }

    /// <summary>Mean squares and degrees by set of factors (bit i = factor i); index 0 is for repeats, 0 without them. And the
    /// grand mean.</summary>
    internal static (double[] MeanSquares, long[] Degrees, double Mean) AnalysisOfVariance(
        IReadOnlyList<int> levels, int repeats, ReadOnlySpan<double> values)
    {
        var k = levels.Count;
        var full = (1 << k) - 1;
        var mean = Moments.MeanAndStandardDeviation(values).Mean;

        // Means over everything outside a set, as deviations from the grand mean, laid out with the set's factors only.
        var means = new double[full + 1][];
        for (var set = 0; set <= full; set++)
        {
            means[set] = new double[Size(set, levels)];
        }

        for (var at = 0; at < values.Length; at++)
        {
            for (var set = 1; set <= full; set++)
            {
                means[set][Place(at / repeats, set, levels)] += values[at] - mean;
            }
        }

        var meanSquares = new double[full + 1];
        var degrees = new long[full + 1];
        for (var set = 1; set <= full; set++)
        {
            var runs = values.Length / means[set].Length;
            for (var i = 0; i < means[set].Length; i++)
            {
                means[set][i] /= runs;
            }
        }

        var combinations = values.Length / repeats;
        for (var set = 1; set <= full; set++)
        {
            degrees[set] = 1;
            for (var factor = 0; factor < k; factor++)
            {
                degrees[set] *= Has(set, factor) ? levels[factor] - 1 : 1;
            }

            // The effect of a combination: means of the subsets, with alternating signs; summed over the set's own places.
            var sum = 0.0;
            var seen = new bool[means[set].Length];
            for (var combination = 0; combination < combinations; combination++)
            {
                var place = Place(combination, set, levels);
                if (seen[place])
                {
                    continue;
                }

                seen[place] = true;
                var effect = 0.0;
                for (var subset = set; subset > 0; subset = (subset - 1) & set)
                {
                    var sign = (BitOperations.PopCount((uint)(set ^ subset)) & 1) == 0 ? 1 : -1;
                    effect += sign * means[subset][Place(combination, subset, levels)];
                }

                sum += effect * effect;
            }

            meanSquares[set] = sum * (values.Length / means[set].Length) / degrees[set];
        }

        if (repeats > 1)
        {
            degrees[0] = (long)combinations * (repeats - 1);
            var within = 0.0;
            for (var at = 0; at < values.Length; at++)
            {
                var deviation = values[at] - mean - means[full][at / repeats];
                within += deviation * deviation;
            }

            meanSquares[0] = within / degrees[0];
        }

        return (meanSquares, degrees, mean);
    }

    private static int Size(int set, IReadOnlyList<int> levels)
    {
        var size = 1;
        for (var factor = 0; factor < levels.Count; factor++)
        {
            size *= Has(set, factor) ? levels[factor] : 1;
        }

        return size;
    }

    // Where a combination lies in the layout that keeps only the factors of the set. The last factor varies fastest.
    private static int Place(int combination, int set, IReadOnlyList<int> levels)
    {
        var (place, stride) = (0, 1);
        for (var factor = levels.Count - 1; factor >= 0; factor--)
        {
            var index = combination % levels[factor];
            combination /= levels[factor];
            if (Has(set, factor))
            {
                place += index * stride;
                stride *= levels[factor];
            }
        }

        return place;
    }

    // σ²_S = (Π_{i∈S} L_i / N)·Σ over T ⊇ S of (−1)^{|T|−|S|}·MS_T, and the full set minus the mean square of repeats.
    private static MeanSquareTerm[] Terms(int set, int residual, int full, IReadOnlyList<int> levels, int n, double[] meanSquares, long[] degrees)
    {
        if (set == residual)
        {
            return [new MeanSquareTerm(1, meanSquares[set], degrees[set])];
        }

        var weight = (double)Size(set, levels) / n;
        var terms = new List<MeanSquareTerm>();
        for (var other = 1; other <= full; other++)
        {
            if ((other & set) == set)
            {
                var sign = (BitOperations.PopCount((uint)(other ^ set)) & 1) == 0 ? 1 : -1;
                terms.Add(new MeanSquareTerm(sign * weight, meanSquares[other], degrees[other]));
            }
        }

        if (set == full)
        {
            terms.Add(new MeanSquareTerm(-weight, meanSquares[0], degrees[0]));
        }

        return [.. terms];
    }

    private static double Sum(MeanSquareTerm[] terms) => terms.Sum(term => term.Coefficient * term.Value);

    private static double Positive(double[] variances, int[] chosen)
    {
        var all = variances.Sum(variance => Math.Max(0, variance));
        return all > 0 ? chosen.Sum(i => Math.Max(0, variances[i])) / all : double.NaN;
    }

    // Resampler × sources: the shares under generalized pivots; empty when nothing varies.
    private static double[][] Shares(
        int[] sets,
        MeanSquareTerm[][] terms,
        int factors,
        int residual,
        double[] meanSquares,
        long[] degrees,
        long seed,
        uint question)
    {
        if (meanSquares.All(square => square == 0))
        {
            return [];
        }

        var full = (1 << factors) - 1;
        var sources = sets.Select(set => Sources(set, residual, full)).ToArray();
        var shares = new double[PivotDraws][];
        var pivots = new double[full + 1];
        for (var draw = 0; draw < PivotDraws; draw++)
        {
            var stream = new RandomStream(seed, Purpose.Resampling, (uint)draw, question);
            for (var set = 0; set <= full; set++)
            {
                pivots[set] = degrees[set] == 0
                    ? 0
                    : degrees[set] * meanSquares[set] / Resampler.ChiSquared(ref stream, degrees[set]);
            }

            var row = new double[sets.Length];
            var all = 0.0;
            for (var i = 0; i < sets.Length; i++)
            {
                for (var t = 0; t < terms[i].Length; t++)
                {
                    row[i] += terms[i][t].Coefficient * pivots[sources[i][t]];
                }

                row[i] = Math.Max(0, row[i]);
                all += row[i];
            }

            for (var i = 0; i < sets.Length; i++)
            {
                row[i] /= all;
            }

            shares[draw] = row;
        }

        return shares;
    }

    // Which mean squares the terms of a set belong to, in the order of Terms.
    private static int[] Sources(int set, int residual, int full)
    {
        if (set == residual)
        {
            return [set];
        }

        int[] above = [.. Enumerable.Range(1, full).Where(other => (other & set) == set)];
        return set == full ? [.. above, 0] : above;
    }

    private static Estimate Share(double[][] shares, Func<double[], double> part, double value, double level, long n)
    {
        const string Method = "share of the variance of one run, generalized interval";
        if (shares.Length == 0)
        {
            return new Estimate(double.NaN, null, level, n, Method);
        }

        var sorted = Array.ConvertAll(shares, row => Math.Clamp(part(row), 0, 1));
        Array.Sort(sorted);
        var cut = (int)Math.Floor((sorted.Length + 1) * (1 - level) / 2);
        cut = Math.Clamp(cut, 1, sorted.Length / 2);
        return new Estimate(value, new Interval(sorted[cut - 1], sorted[^cut]), level, n, Method);
    }

    private static Estimate GrandMean(double mean, int full, int n, double[] meanSquares, long[] degrees, double level)
    {
        const string Method = "grand mean, Satterthwaite t interval over crossed factors";
        var terms = new MeanSquareTerm[full];
        for (var set = 1; set <= full; set++)
        {
            var sign = (BitOperations.PopCount((uint)set) & 1) == 1 ? 1 : -1;
            terms[set - 1] = new MeanSquareTerm((double)sign / n, meanSquares[set], degrees[set]);
        }

        // Never below the largest single-factor part: a negative interaction estimate must not make the mean look better known.
        var floor = 0;
        for (var set = 1; set <= full; set <<= 1)
        {
            floor = floor == 0 || meanSquares[set] > meanSquares[floor] ? set : floor;
        }

        var variance = Sum(terms);
        var degree = SatterthwaiteOrFloor(terms, ref variance, meanSquares[floor] / n, degrees[floor]);
        if (variance == 0)
        {
            return new Estimate(mean, new Interval(mean, mean), level, n, Method);
        }

        var half = StudentTIntervals.Quantile(level, degree) * Math.Sqrt(variance);
        return new Estimate(mean, new Interval(mean - half, mean + half), level, n, Method);
    }

    private static double SatterthwaiteOrFloor(MeanSquareTerm[] terms, ref double variance, double floor, long floorDegrees)
    {
        if (variance > floor)
        {
            return MeanSquares.SatterthwaiteDegrees(terms);
        }

        variance = floor;
        return floorDegrees;
    }
}
