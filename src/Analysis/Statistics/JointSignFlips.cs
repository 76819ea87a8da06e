using System.Numerics;
using System.Runtime.InteropServices;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>Sign flips of whole replicates: one sign per replicate, the same in every difference of a family.</summary>
/// <remarks>
/// <para>
/// Replicates are shared by all cells. If no cell differs, swapping what two cells found in a replicate changes nothing, so the sign of
/// that replicate is arbitrary in all differences at once. Flipping whole replicates keeps the dependence between differences. All 2ⁿ
/// flips are enumerated up to <see cref="MaxEnumerated"/> replicates; beyond that <see cref="Drawn"/> are drawn. Where fewer are to be
/// drawn, they are enumerated only if that takes no more than twice as many.
/// </para>
/// <para>
/// Sums are taken eight replicates at a time: a table has the sum of the eight for each of the 256 patterns of signs, and a flip adds one
/// line of it. Every column is added in the same order, replicate by replicate, so the bits do not depend on the width of the vectors.
/// </para>
/// <para>
/// Source: R. A. Fisher, "The Design of Experiments", 1935; P. Westfall, S. Young, "Resampling-Based Multiple Testing", 1993;
/// J. Romano, M. Wolf, "Exact and approximate stepdown methods for multiple hypothesis testing", JASA 100 (2005).
/// </para>
/// </remarks>
internal sealed class JointSignFlips
{
    /// <summary>Up to how many replicates every flip is enumerated: 14.</summary>
    public const int MaxEnumerated = 14;

    /// <summary>How many flips are drawn for more replicates: 10,000.</summary>
    public const int Drawn = 10_000;

    private const int GroupSize = 8;
    private const int Patterns = 1 << GroupSize;

    // Columns of a table, so that its 256 lines stay in the cache.
    private const int MaxColumns = 256;

    // Sums that are kept at a time: 2 MB, which stay in the cache while all replicates are added.
    private const int MaxSums = 1 << 18;

    // Tells these streams from those of bootstraps, whose parts are cells and metrics.
    private const uint SignFlipPart = uint.MaxValue;

    private readonly long seed;

    /// <summary>The flips of so many replicates.</summary>
    /// <param name="replicates">n, at least 1.</param>
    /// <param name="seed">The sweep's seed; read only when flips are drawn.</param>
    /// <param name="drawn">How many flips are drawn where not all are enumerated, at least 1. Default <see cref="Drawn"/>.</param>
    public JointSignFlips(int replicates, long seed, int drawn = Drawn)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(drawn, 1);
        (Replicates, this.seed) = (replicates, seed);
        IsExact = replicates <= MaxEnumerated && 1 << replicates <= 2L * drawn;
        Count = IsExact ? 1 << replicates : drawn;
    }

    /// <summary>Receives the sums of one flip, one for each column. They are valid during the call only.</summary>
    public delegate void FlipVisitor(ReadOnlySpan<double> sums);

    /// <summary>How many replicates have a sign.</summary>
    public int Replicates { get; }

    /// <summary>How many flips there are. The observed signs are one of them if they are enumerated, and none if they are drawn.</summary>
    public int Count { get; }

    /// <summary>Whether every flip is enumerated.</summary>
    public bool IsExact { get; }

    /// <summary>The p value of a statistic that so many flips reach.</summary>
    /// <remarks>Drawn flips count the observed signs too, so that p is never 0: B. Phipson, G. Smyth, "Permutation p-values should never be
    /// zero", SAGMB 9 (2010).</remarks>
    /// <param name="reaching">How many of the <see cref="Count"/> flips have a statistic at least as large as the observed one.</param>
    public double PValue(long reaching) => IsExact ? (double)reaching / Count : (1.0 + reaching) / (1.0 + Count);

    /// <summary>The statistic that is reached with a probability of at most alpha: what is greater has a p value of at most alpha.</summary>
    /// <param name="statistics">The statistic of each flip, in increasing order.</param>
    /// <param name="alpha">In (0, 1).</param>
    /// <returns>Infinite where there are too few flips for a p value of alpha.</returns>
    public double CriticalValue(ReadOnlySpan<double> statistics, double alpha)
    {
        Require.Level(alpha, nameof(alpha));
        ArgumentOutOfRangeException.ThrowIfNotEqual(statistics.Length, Count);
        var reaching = 0;
        while (reaching < Count && PValue(reaching + 1) <= alpha)
        {
            reaching++;
        }

        return (IsExact && reaching == 0) || PValue(reaching) > alpha ? double.PositiveInfinity : statistics[Count - 1 - reaching];
    }

    /// <summary>Sums each column under every flip: Σ over the replicates of sign × value.</summary>
    /// <param name="values">Replicates × columns, one row per replicate; 0 where a column has no value.</param>
    /// <param name="columns">How many columns there are, at least 1.</param>
    /// <param name="visit">Called once per flip, in a fixed order.</param>
    public void Sum(ReadOnlySpan<double> values, int columns, FlipVisitor visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Replicates * columns);
        var flips = Math.Min(Count, Math.Max(MaxColumns, MaxSums / columns));
        var sums = new double[flips * columns];
        var table = new double[Patterns * Math.Min(columns, MaxColumns)];
        var patterns = new byte[(Count + 3) / 4 * 4];
        for (var first = 0; first < Count; first += flips)
        {
            var some = Math.Min(flips, Count - first);
            Array.Clear(sums);
            for (var group = 0; group * GroupSize < Replicates; group++)
            {
                Fill(patterns, group);
                for (var column = 0; column < columns; column += MaxColumns)
                {
                    Add(values, columns, group, column, patterns.AsSpan(first, some), table, sums);
                }
            }

            for (var flip = 0; flip < some; flip++)
            {
                visit(sums.AsSpan(flip * columns, columns));
            }
        }
    }

    // The signs of eight replicates in every flip: bit i is set where replicate i keeps its sign.
    private void Fill(byte[] patterns, int group)
    {
        if (!IsExact)
        {
            // Bytes are the words' from the lowest on, whatever the machine's order.
            var stream = new RandomStream(seed, Purpose.Resampling, (uint)group, SignFlipPart);
            stream.Fill(MemoryMarshal.Cast<byte, uint>(patterns.AsSpan()));
            return;
        }

        for (var flip = 0; flip < Count; flip++)
        {
            patterns[flip] = (byte)(flip >> (group * GroupSize));
        }
    }

    private void Add(ReadOnlySpan<double> values, int columns, int group, int column, ReadOnlySpan<byte> patterns, double[] table, double[] sums)
    {
        var width = Math.Min(MaxColumns, columns - column);
        var first = group * GroupSize;
        var rows = Math.Min(GroupSize, Replicates - first);
        var used = (1 << rows) - 1;
        table.AsSpan(0, width).Clear();
        for (var row = 0; row < rows; row++)
        {
            var value = values.Slice(((first + row) * columns) + column, width);
            for (var pattern = 0; pattern < 1 << row; pattern++)
            {
                var without = table.AsSpan(pattern * width, width);
                var with = table.AsSpan((pattern | (1 << row)) * width, width);
                for (var i = 0; i < width; i++)
                {
                    (with[i], without[i]) = (without[i] + value[i], without[i] - value[i]);
                }
            }
        }

        for (var flip = 0; flip < patterns.Length; flip++)
        {
            Accumulate(table.AsSpan((patterns[flip] & used) * width, width), sums.AsSpan((flip * columns) + column, width));
        }
    }

    private static void Accumulate(ReadOnlySpan<double> line, Span<double> sums)
    {
        var lanes = Vector<double>.Count;
        var i = 0;
        for (; i <= line.Length - lanes; i += lanes)
        {
            (new Vector<double>(sums[i..]) + new Vector<double>(line[i..])).CopyTo(sums[i..]);
        }

        for (; i < line.Length; i++)
        {
            sums[i] += line[i];
        }
    }
}
