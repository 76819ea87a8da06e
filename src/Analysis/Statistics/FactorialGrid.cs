namespace Symmetry.Analysis.Statistics;

/// <summary>The values of a full grid of cells in several replicates: marginal means, and the variance between cells split into effects.</summary>
/// <remarks>
/// <para>
/// In each replicate r the effect estimates a_r of a term are those of an analysis of variance: marginal means less the mean, and for two axes
/// less both main effects. The variance component of a term is the mean over pairs of different replicates r ≠ s of Σa_r·a_s/levels. The noise
/// of two replicates is independent, so its products are 0 on average: unlike the usual sum of squares, the component is unbiased. Terms are
/// orthogonal on a full grid, so the components of all terms add up to the variance between cells, which is estimated in the same way.
/// Intervals of shares come from the <see cref="Jackknife"/> over replicates.
/// </para>
/// <para>
/// Assumes independent replicates; the cells of one replicate may be dependent, such as by a common split. Takes cells × axes² × replicates
/// operations. Source: I. Sobol, "Sensitivity estimates for nonlinear mathematical models", 1993, and Mathematics and Computers in Simulation 55
/// (2001); F. Hutter, H. Hoos, K. Leyton-Brown, "An efficient approach for assessing hyperparameter importance", ICML 2014, who estimate these
/// shares with a random forest.
/// </para>
/// </remarks>
public sealed class FactorialGrid
{
    // Differences up to this part of the values are rounding.
    private const double Rounding = 1e-9;

    private readonly int[] levels;
    private readonly int[] strides;
    private readonly double[][] values;
    private readonly int cells;

    /// <summary>A grid with its values.</summary>
    /// <param name="levels">How many levels each axis has, at least one axis with at least 1 level each.</param>
    /// <param name="values">For each replicate one finite value per cell, the last axis fastest; at least one replicate.</param>
    /// <exception cref="ArgumentException">A replicate does not have one finite value per cell.</exception>
    public FactorialGrid(IReadOnlyList<int> levels, IReadOnlyList<double[]> values)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(levels.Count, 1, nameof(levels));
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 1, nameof(values));
        (this.levels, this.values, strides, cells) = ([.. levels], [.. values], new int[levels.Count], 1);
        for (var axis = levels.Count - 1; axis >= 0; axis--)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(levels[axis], 1, nameof(levels));
            strides[axis] = cells;
            cells = checked(cells * levels[axis]);
        }

        foreach (var replicate in values)
        {
            Require.Sample(replicate, 1);
            ArgumentOutOfRangeException.ThrowIfNotEqual(replicate.Length, cells, nameof(values));
        }
    }

    /// <summary>The mean over all cells with each level of an axis.</summary>
    /// <param name="axis">The place of the axis.</param>
    /// <returns>Replicates × levels.</returns>
    public double[][] Margin(int axis) => Array.ConvertAll(values, replicate => Average(replicate, levels[axis], cell => LevelOf(cell, axis)));

    /// <summary>The mean over all cells with each pair of levels of two different axes.</summary>
    /// <param name="first">The place of the first axis.</param>
    /// <param name="second">The place of the second axis, whose levels run faster.</param>
    /// <returns>Replicates × pairs of levels.</returns>
    public double[][] Margin(int first, int second) => Array.ConvertAll(values, replicate => Average(replicate, first, second));

    /// <summary>Splits the variance between cells.</summary>
    /// <param name="level">The coverage of the intervals of shares, in (0, 1). Default 0.95.</param>
    /// <returns>Shares have intervals from three replicates on.</returns>
    /// <exception cref="InvalidOperationException">There are fewer than two replicates.</exception>
    public EffectShares Shares(double level = Estimate.DefaultLevel)
    {
        Require.Level(level);
        if (values.Length < 2)
        {
            throw new InvalidOperationException("Variance components need two replicates: noise is told from effects by products of different ones.");
        }

        // The mean of a replicate is no difference between cells.
        var centred = Array.ConvertAll(values, Centre);
        var total = CrossProducts.Of(centred);
        var mains = new double[levels.Length][][];
        var terms = new List<(ImmutableArray<int> Axes, CrossProducts Products)>();
        for (var axis = 0; axis < levels.Length; axis++)
        {
            var place = axis;
            mains[axis] = Array.ConvertAll(centred, replicate => Average(replicate, levels[place], cell => LevelOf(cell, place)));
            terms.Add(([axis], CrossProducts.Of(mains[axis])));
        }

        for (var first = 0; first < levels.Length; first++)
        {
            for (var second = first + 1; second < levels.Length; second++)
            {
                terms.Add(([first, second], CrossProducts.Of(Interaction(centred, mains, first, second))));
            }
        }

        if (levels.Length > 2)
        {
            terms.Add(([], terms.Aggregate(total, (rest, term) => rest.Less(term.Products))));
        }

        var scale = Rounding * values.Max(replicate => replicate.Max(Math.Abs));
        return new EffectShares(
            total.All, [.. terms.Select(term => new EffectShare(term.Axes, term.Products.All, Share(term.Products, total, scale * scale, level)))]);
    }

    private Estimate Share(CrossProducts term, CrossProducts total, double rounding, double level)
    {
        const string Method = "share of the variance between cells, jackknife over replicates";

        // A variance that rests on a single replicate is noise, and a share of it can be thousands of percent.
        var isFound = total.All > rounding && !Array.Exists(total.LeftOut, all => all <= rounding);
        var leftOut = term.LeftOut.Zip(total.LeftOut, (part, all) => part / all).ToArray();
        var share = isFound ? term.All / total.All : double.NaN;
        return new Estimate(share, Jackknife.Around(share, leftOut, level), level, values.Length, Method);
    }

    private double[][] Interaction(double[][] centred, double[][][] mains, int first, int second) => [.. centred.Select((replicate, r) =>
    {
        var effects = Average(replicate, first, second);
        for (var i = 0; i < effects.Length; i++)
        {
            effects[i] -= mains[first][r][i / levels[second]] + mains[second][r][i % levels[second]];
        }

        return effects;
    })];

    private double[] Average(double[] replicate, int first, int second) =>
        Average(replicate, levels[first] * levels[second], cell => (LevelOf(cell, first) * levels[second]) + LevelOf(cell, second));

    private int LevelOf(int cell, int axis) => cell / strides[axis] % levels[axis];

    private static double[] Average(double[] replicate, int places, Func<int, int> placeOf)
    {
        var means = new double[places];
        for (var cell = 0; cell < replicate.Length; cell++)
        {
            means[placeOf(cell)] += replicate[cell];
        }

        for (var place = 0; place < places; place++)
        {
            means[place] /= replicate.Length / places;
        }

        return means;
    }

    private static double[] Centre(double[] replicate)
    {
        var (mean, _) = Moments.MeanAndStandardDeviation(replicate);
        return Array.ConvertAll(replicate, value => value - mean);
    }
}
