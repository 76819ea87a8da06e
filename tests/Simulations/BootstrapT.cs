using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>Bootstrap-t intervals of a mean, for comparison with the methods that the engine offers.</summary>
/// <remarks>P. Hall, "Theoretical comparison of bootstrap confidence intervals", Annals of Statistics 16 (1988). A resample whose values
/// are all equal gets the smallest spread that counts can have, g²/n, instead of 0.</remarks>
internal static class BootstrapT
{
    private const int Resamples = 999;

    public static (Interval EqualTailed, Interval Symmetric) Intervals(double[] values, double step, uint repetition)
    {
        var n = values.Length;
        var mean = values.Average();
        var dice = new Dice(11, repetition, (uint)n);
        var ratios = new double[Resamples];
        for (var b = 0; b < Resamples; b++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var i = 0; i < n; i++)
            {
                var deviation = values[dice.Below(n)] - mean;
                sum += deviation;
                squares += deviation * deviation;
            }

            var variance = Math.Max((squares - (sum * sum / n)) / (n - 1), step * step / n);
            ratios[b] = sum / n / Math.Sqrt(variance / n);
        }

        var sizes = Array.ConvertAll(ratios, Math.Abs);
        Array.Sort(ratios);
        Array.Sort(sizes);
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (n - 1) / n);
        return (
            new Interval(mean - (At(ratios, 0.975) * error), mean - (At(ratios, 0.025) * error)),
            new Interval(mean - (At(sizes, 0.95) * error), mean + (At(sizes, 0.95) * error)));
    }

    private static double At(double[] sorted, double probability) => sorted[(int)Math.Round((Resamples + 1) * probability) - 1];
}
