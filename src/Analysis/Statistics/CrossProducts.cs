namespace Symmetry.Analysis.Statistics;

/// <summary>The mean product of the same quantities in two different replicates, and without each replicate.</summary>
/// <param name="All">The mean over all pairs of different replicates.</param>
/// <param name="LeftOut">The mean over the pairs without each replicate; NaN for two replicates.</param>
internal sealed record CrossProducts(double All, double[] LeftOut)
{
    /// <summary>The products of vectors, divided by their length.</summary>
    /// <param name="replicates">One vector per replicate, at least two, all of one length.</param>
    public static CrossProducts Of(double[][] replicates)
    {
        var (n, length) = (replicates.Length, replicates[0].Length);
        var sums = new double[length];
        foreach (var replicate in replicates)
        {
            for (var i = 0; i < length; i++)
            {
                sums[i] += replicate[i];
            }
        }

        // Of each replicate with all the others.
        var products = Array.ConvertAll(replicates, replicate =>
        {
            var product = 0.0;
            for (var i = 0; i < length; i++)
            {
                product += replicate[i] * (sums[i] - replicate[i]);
            }

            return product / length;
        });
        var sum = products.Sum();
        return new CrossProducts(sum / ((double)n * (n - 1)), Array.ConvertAll(products, product => (sum - (2 * product)) / ((n - 1.0) * (n - 2))));
    }

    /// <summary>These products less those of a part that is orthogonal to the rest.</summary>
    public CrossProducts Less(CrossProducts part) => new(All - part.All, [.. LeftOut.Zip(part.LeftOut, (all, some) => all - some)]);
}
