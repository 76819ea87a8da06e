namespace Symmetry.Analysis.Statistics;

/// <summary>Sign flips of differences that are all 0, +c or −c, such as of answers that are right or wrong: their sum has a closed form.</summary>
/// <remarks>Of b + c differences that are not 0, a flip makes a binomial number positive. So the sign-flip test is McNemar's exact test
/// (<see cref="McNemarTest"/>), and no flips have to be drawn.</remarks>
/// <param name="Magnitude">The common magnitude, above 0.</param>
/// <param name="Positive">How many differences are positive.</param>
/// <param name="Negative">How many differences are negative.</param>
internal readonly record struct EqualMagnitudes(double Magnitude, long Positive, long Negative)
{
    /// <summary>The two-sided p of all 2^(b + c) flips.</summary>
    public double P => McNemarTest.P(Positive, Negative);

    /// <summary>The differences; null where all are 0 or their magnitudes differ by more than rounding.</summary>
    /// <param name="values">Any finite values.</param>
    public static EqualMagnitudes? Find(ReadOnlySpan<double> values)
    {
        var magnitude = 0.0;
        foreach (var value in values)
        {
            magnitude = Math.Max(magnitude, Math.Abs(value));
        }

        var (positive, negative) = (0L, 0L);
        foreach (var value in values)
        {
            if (value != 0 && Math.Abs(value) < magnitude * (1 - StepDownMaxT.Rounding))
            {
                return null;
            }

            positive += value > 0 ? 1 : 0;
            negative += value < 0 ? 1 : 0;
        }

        return magnitude > 0 ? new EqualMagnitudes(magnitude, positive, negative) : null;
    }

    /// <summary>The largest sum, at least 0, that flips reach with a probability above alpha.</summary>
    /// <param name="alpha">In (0, 1).</param>
    public double CriticalSum(double alpha)
    {
        // p grows with the number on the smaller side.
        var n = Positive + Negative;
        var (low, high) = (0L, n / 2);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = McNemarTest.P(middle, n - middle) > alpha ? (low, middle) : (middle + 1, high);
        }

        return Magnitude * (n - (2 * low));
    }
}
