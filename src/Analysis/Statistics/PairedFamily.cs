using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>Paired differences that <see cref="StepDownMaxT"/> tests together, on some of their replicates.</summary>
internal sealed class PairedFamily : IResampledFamily
{
    private readonly double[][] observed;
    private readonly double[][] centred;
    private readonly int[] pairs;
    private readonly long seed;

    /// <summary>Prepares the differences.</summary>
    /// <param name="differences">Each difference in all replicates, in one order; NaN where a side has no value.</param>
    /// <param name="seed">The sweep's seed.</param>
    public PairedFamily(IReadOnlyList<double[]> differences, long seed)
    {
        this.seed = seed;
        int[] replicates = differences.Count == 0 ? []
            : [.. Enumerable.Range(0, differences[0].Length).Where(k => differences.Any(difference => !double.IsNaN(difference[k])))];
        observed = [.. differences.Select(difference => Array.ConvertAll(replicates, k => difference[k]))];
        pairs = Array.ConvertAll(observed, values => values.Count(value => !double.IsNaN(value)));
        centred = Array.ConvertAll(observed, Centre);
        Strata = [replicates.Length];
    }

    public int Size => observed.Length;

    // Each replicate costs as much as 20 additions, before its differences are added.
    public long Cost => (Size + 20L) * Strata[0];

    public IReadOnlyList<int> Strata { get; }

    public bool CanHalve(int difference) => pairs[difference] / 2 >= StepDownMaxT.MinPairs(SelfCheck.Alpha);

    public DifferenceVerdict[] Judge(IReadOnlyList<int[]> chosen, bool isCentred)
    {
        var test = StepDownMaxT.Test([.. (isCentred ? centred : observed).Select(values => Array.ConvertAll(chosen[0], k => values[k]))], seed);
        return [.. test.Differences.Select(difference => SelfCheck.Verdict(difference.Mean, difference.Adjusted))];
    }

    public IResampledFamily Mirrored(ref RandomStream stream)
    {
        var signs = Signs(Strata[0], ref stream);
        return new PairedFamily(Array.ConvertAll(centred, values => Flip(values, signs)), seed);
    }

    /// <summary>So many random signs.</summary>
    internal static bool[] Signs(int count, ref RandomStream stream)
    {
        var signs = new bool[count];
        for (var i = 0; i < count; i++)
        {
            signs[i] = stream.Below(2) == 1;
        }

        return signs;
    }

    /// <summary>Values of which those with a sign are negated.</summary>
    internal static double[] Flip(double[] values, bool[] signs) => [.. values.Select((value, i) => signs[i] ? -value : value)];

    /// <summary>Values less their mean; NaN stays, and what is rounding of the values becomes 0.</summary>
    internal static double[] Centre(double[] values)
    {
        var some = Array.FindAll(values, value => !double.IsNaN(value));
        var mean = Moments.MeanAndStandardDeviation(some).Mean;
        var rounding = StandardisedDifferences.Tie * some.Select(Math.Abs).DefaultIfEmpty().Max();
        return Array.ConvertAll(values, value => Math.Abs(value - mean) <= rounding ? 0 : value - mean);
    }
}
