namespace Symmetry.Analysis.Statistics;

/// <summary>An interval for the centre of paired differences that may be looked at after every pair.</summary>
/// <remarks>
/// All shifts δ for which the sequential sign-flip test of the differences less δ has not reached 1/α (<see cref="SequentialSignFlip"/>). With
/// probability ≥ 1 − α it holds the point of symmetry at every n at once, so that it is what unfinished sweeps show. Assumes independent pairs
/// whose differences are symmetric. The accepted shifts are taken to be one interval around the median.
/// Source: H. Robbins, "Statistical methods related to the law of the iterated logarithm", Annals of Mathematical Statistics 41 (1970).
/// </remarks>
public static class ConfidenceSequence
{
    private const int Halvings = 40;
    private const int MaxDoublings = 60;

    /// <summary>The median of the differences with the interval after these pairs.</summary>
    /// <param name="differences">In replicate order, all finite.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    /// <returns>No interval while the pairs are too few to exclude any shift, and where the differences do not vary.</returns>
    public static Estimate Find(ReadOnlySpan<double> differences, double level = Estimate.DefaultLevel)
    {
        Require.Sample(differences, 0, nameof(differences));
        Require.Level(level);
        const string Method = "median difference, confidence sequence of the sequential sign-flip test";
        var sorted = differences.ToArray();
        Array.Sort(sorted);
        var centre = sorted.Length == 0 ? double.NaN : Location.Median(sorted);
        if (sorted.Length < SignFlipBets.Scaling || sorted[0].Equals(sorted[^1]))
        {
            return new Estimate(centre, null, level, sorted.Length, Method);
        }

        var values = differences.ToArray();
        var spread = sorted[^1] - sorted[0];
        return End(values, centre, -spread, level) is { } lower && End(values, centre, spread, level) is { } upper
            ? new Estimate(centre, new Interval(lower, upper), level, sorted.Length, Method)
            : new Estimate(centre, null, level, sorted.Length, Method);
    }

    // The first shift on one side of the centre that is excluded, by doubling and halving.
    private static double? End(double[] differences, double centre, double step, double level)
    {
        var (inside, outside) = (centre, centre + step);
        for (var doubling = 0; !IsExcluded(differences, outside, level); doubling++)
        {
            if (doubling == MaxDoublings)
            {
                return null;
            }

            (inside, outside, step) = (outside, outside + (2 * step), 2 * step);
        }

        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = inside + ((outside - inside) / 2);
            (inside, outside) = IsExcluded(differences, middle, level) ? (inside, middle) : (middle, outside);
        }

        return outside;
    }

    private static bool IsExcluded(double[] differences, double shift, double level)
    {
        var test = new SequentialSignFlip();
        foreach (var difference in differences)
        {
            test.Add(difference - shift);
        }

        return test.Different >= 1 / (1 - level);
    }
}
