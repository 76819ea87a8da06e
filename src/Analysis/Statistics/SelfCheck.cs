using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>How far the verdicts of a comparison can be trusted, found by repeating the whole comparison on its own data.</summary>
/// <remarks>
/// <para>
/// False verdicts: every difference is made 0 by taking values less their means; as many replicates are drawn with replacement, and all tests and
/// their adjustment are repeated. A star is then false. This is the bootstrap estimate of a test's error rate: W.-Y. Loh, "Calibrating confidence
/// coefficients", JASA 82 (1987); P. Hall, S. Wilson, "Two guidelines for bootstrap hypothesis testing", Biometrics 47 (1991).
/// </para>
/// <para>
/// A small sample is skewed by chance, and the more differences there are the more one of them is, so that the rate is too large: 11 % for 18 normal
/// differences of 10 replicates, where the tests err in 5 %. So the same is done with the sign of each replicate's deviations drawn anew for each
/// table, after which differences are symmetric but for chance. What is above this second rate is due to real skewness. Flips without the
/// resampling could show nothing: a sign-flip test keeps its promise for them whatever the data.
/// </para>
/// <para>
/// Agreement: replicates are split at random into two halves, both are compared, and a verdict agrees where both halves say above, below or open.
/// </para>
/// <para>
/// Weaknesses: replicates count as independent, so dependence between them (folds that share training data) is not seen. What has not happened is
/// not drawn, and with fewer than 10 replicates both rates are rough. Halves find less than all replicates do, and two that find nothing agree.
/// </para>
/// </remarks>
/// <param name="FalseTables">How many of the <see cref="Tables"/> comparisons without a difference had a star.</param>
/// <param name="SymmetricTables">How many had one after signs were drawn anew.</param>
/// <param name="Verdicts">What all replicates say of each difference.</param>
/// <param name="Agreement">For each difference the proportion of the <see cref="Halvings"/> whose halves agree; null where half of the replicates
/// are too few for a test.</param>
public sealed record SelfCheck(
    int FalseTables, int SymmetricTables, IReadOnlyList<DifferenceVerdict> Verdicts, IReadOnlyList<double?> Agreement)
{
    /// <summary>How many comparisons without a difference are made: 1,000.</summary>
    public const int Tables = 1_000;

    /// <summary>How many times the replicates are split into halves: 500.</summary>
    public const int Halvings = 500;

    /// <summary>The chance of a false star that tests promise at most: 0.05.</summary>
    public const double Alpha = 0.05;

    // Tells these streams from those of bootstraps and sign flips.
    private const uint TablesPart = uint.MaxValue - 1;
    private const uint HalvesPart = uint.MaxValue - 2;

    /// <summary>The proportion of comparisons without a difference that had a star.</summary>
    public double FalseRate => (double)FalseTables / Tables;

    /// <summary>The same where deviations are symmetric.</summary>
    public double SymmetricRate => (double)SymmetricTables / Tables;

    /// <summary>The interval of Clopper and Pearson around <see cref="FalseRate"/>: the error of drawing, not that of the data.</summary>
    public Interval FalseInterval => Proportion.ClopperPearson(FalseTables, Tables);

    /// <summary>The mean agreement; null where no difference has one.</summary>
    public double? MeanAgreement => Agreement.Average();

    /// <summary>Repeats a comparison.</summary>
    /// <param name="family">What is compared.</param>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="stop">Ends the repetitions early.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal static SelfCheck Run(IResampledFamily family, long seed, CancellationToken stop)
    {
        var options = new ParallelOptions { CancellationToken = stop };
        var (falseTables, symmetricTables) = (0, 0);
        Parallel.For(0, Tables, options, table =>
        {
            var stream = new RandomStream(seed, Purpose.Resampling, (uint)table, TablesPart);
            var chosen = Draw(family.Strata, ref stream);
            if (HasStar(family, chosen))
            {
                Interlocked.Increment(ref falseTables);
            }

            if (HasStar(family.Mirrored(ref stream), chosen))
            {
                Interlocked.Increment(ref symmetricTables);
            }
        });
        var agreeing = new int[family.Size];
        var isHalved = Enumerable.Range(0, family.Size).Any(family.CanHalve);
        Parallel.For(0, isHalved ? Halvings : 0, options, halving =>
        {
            var stream = new RandomStream(seed, Purpose.Resampling, (uint)halving, HalvesPart);
            var shuffled = Shuffle(family.Strata, ref stream);
            var first = family.Judge([.. shuffled.Select(places => places[..(places.Length / 2)])], isCentred: false);
            var second = family.Judge([.. shuffled.Select(places => places[(places.Length / 2)..(places.Length / 2 * 2)])], isCentred: false);
            for (var difference = 0; difference < agreeing.Length; difference++)
            {
                if (first[difference] == second[difference])
                {
                    Interlocked.Increment(ref agreeing[difference]);
                }
            }
        });
        int[][] all = [.. family.Strata.Select(size => Enumerable.Range(0, size).ToArray())];
        return new SelfCheck(
            falseTables, symmetricTables, family.Judge(all, isCentred: false),
            [.. agreeing.Select((count, place) => family.CanHalve(place) ? (double?)count / Halvings : null)]);
    }

    /// <summary>The verdict of a difference and its adjusted p.</summary>
    internal static DifferenceVerdict Verdict(double difference, double? adjusted) => !(adjusted <= Alpha) || difference == 0 ? DifferenceVerdict.Open
        : difference > 0 ? DifferenceVerdict.Above : DifferenceVerdict.Below;

    private static bool HasStar(IResampledFamily family, int[][] chosen) =>
        Array.Exists(family.Judge(chosen, isCentred: true), verdict => verdict != DifferenceVerdict.Open);

    private static int[][] Draw(IReadOnlyList<int> strata, ref RandomStream stream)
    {
        var drawn = new int[strata.Count][];
        for (var stratum = 0; stratum < drawn.Length; stratum++)
        {
            var places = drawn[stratum] = new int[strata[stratum]];
            for (var i = 0; i < places.Length; i++)
            {
                places[i] = (int)stream.Below((uint)places.Length);
            }
        }

        return drawn;
    }

    private static int[][] Shuffle(IReadOnlyList<int> strata, ref RandomStream stream)
    {
        var shuffled = new int[strata.Count][];
        for (var stratum = 0; stratum < shuffled.Length; stratum++)
        {
            int[] places = [.. Enumerable.Range(0, strata[stratum])];
            stream.Shuffle(places.AsSpan());
            shuffled[stratum] = places;
        }

        return shuffled;
    }
}
