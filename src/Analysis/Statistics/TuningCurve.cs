namespace Symmetry.Analysis.Statistics;

/// <summary>What tuning finds on average with less effort: the expected result of the best of k cells that are drawn from K without replacement.</summary>
/// <remarks>
/// With the cells ordered by what selects, cell i of K from the worst on is the best of k drawn ones in C(i − 1, k − 1) of C(K, k) draws, so the
/// expectation over all draws is exact. Drawing with replacement, as in the first of the sources, is biased where k is near K. Source: J. Dodge,
/// S. Gururangan, D. Card, R. Schwartz, N. Smith, "Show your work: improved reporting of experimental results", EMNLP 2019; N. Lourie, K. Cho,
/// H. He, "Show your work with confidence: confidence bands for tuning curves", NAACL 2024, for draws without replacement.
/// </remarks>
public static class TuningCurve
{
    /// <summary>The expected result of the best of k cells, for k = 1 … K.</summary>
    /// <param name="results">The result of each cell, from the one that selection likes least to the one that it likes most; at least one. Cells without
    /// a result come first and are NaN: they are never selected, and draws of such cells alone are left out of the expectation.</param>
    /// <returns>K values: that of k at place k − 1. The last is the result that selection among all cells finds.</returns>
    /// <exception cref="ArgumentException">No cell has a result, or one without a result comes after one that has.</exception>
    public static double[] Expected(ReadOnlySpan<double> results)
    {
        var missing = 0;
        while (missing < results.Length && double.IsNaN(results[missing]))
        {
            missing++;
        }

        Require.Sample(results[missing..], 1, nameof(results));
        var cells = results.Length;
        var expected = new double[cells];
        for (var k = 1; k <= cells; k++)
        {
            // C(i − 2, k − 1) = C(i − 1, k − 1)·(i − k)/(i − 1), from C(K − 1, k − 1)/C(K, k) = k/K on.
            var (weight, sum, weights) = ((double)k / cells, 0.0, 0.0);
            for (var i = cells; i > missing && i >= k; i--)
            {
                sum += weight * results[i - 1];
                weights += weight;
                weight *= i > 1 ? (i - k) / (i - 1.0) : 0;
            }

            expected[k - 1] = sum / weights;
        }

        return expected;
    }
}
