using System.Numerics;
using System.Runtime.InteropServices;

namespace Symmetry.Analysis.Statistics;

/// <summary>The largest standardised difference to each cell under every joint sign flip.</summary>
/// <remarks>
/// For K cells these are K² differences per flip. A batch of flips is kept as chunks of <see cref="ChunkSize"/> flips × cells, and a tile
/// of cells meets a tile of others whose chunk stays in the cache. Maxima do not depend on the order in which they are taken, and every other
/// operation is done element by element, so neither threads nor the width of vectors change a bit.
/// </remarks>
internal sealed class FlippedMaxima
{
    private const int ChunkSize = 16;
    private const int BatchSize = 64 * ChunkSize;
    private const int CellTile = 64;
    private const int OtherTile = 128;

    private readonly StandardisedDifferences differences;
    private readonly double[] observed;
    private readonly double tolerance;
    private readonly double[] batch;
    private readonly long[] reaching;
    private readonly double[] largest;
    private readonly Lock merging = new();
    private int first;
    private int filled;

    private FlippedMaxima(StandardisedDifferences differences, JointSignFlips flips, double[] observed, double tolerance)
    {
        (this.differences, this.observed, this.tolerance) = (differences, observed, tolerance);
        batch = new double[(Math.Min(flips.Count, BatchSize) + ChunkSize - 1) / ChunkSize * ChunkSize * differences.Cells];
        (reaching, largest) = (new long[differences.Cells], new double[flips.Count]);
    }

    /// <summary>Flips.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="flips">The flips.</param>
    /// <param name="observed">The largest observed difference to each cell.</param>
    /// <param name="tolerance">By how much less than observed a flip still reaches it.</param>
    /// <returns>For each cell the number of flips whose largest difference to it reaches the observed one; for each flip the largest
    /// difference of all. A cell's difference to itself is 0, so that no maximum is below 0.</returns>
    public static (long[] Reaching, double[] Largest) Find(
        StandardisedDifferences differences, JointSignFlips flips, double[] observed, double tolerance)
    {
        var maxima = new FlippedMaxima(differences, flips, observed, tolerance);
        flips.Sum(differences.Values, differences.Cells, maxima.Add);
        maxima.FinishBatch();
        return (maxima.reaching, maxima.largest);
    }

    private void Add(ReadOnlySpan<double> sums)
    {
        var at = (filled / ChunkSize * ChunkSize * sums.Length) + (filled % ChunkSize);
        foreach (var sum in sums)
        {
            batch[at] = sum;
            at += ChunkSize;
        }

        if (++filled == BatchSize)
        {
            FinishBatch();
        }
    }

    private void FinishBatch()
    {
        if (filled == 0)
        {
            return;
        }

        var tiles = (differences.Cells + CellTile - 1) / CellTile;
        Parallel.For(0, tiles, () => new Buffers(), (tile, _, buffers) =>
        {
            Maximise(tile * CellTile, buffers);
            return buffers;
        }, buffers =>
        {
            lock (merging)
            {
                for (var flip = 0; flip < filled; flip++)
                {
                    largest[first + flip] = Math.Max(largest[first + flip], buffers.Largest[flip]);
                }
            }
        });
        (first, filled) = (first + filled, 0);
    }

    private void Maximise(int cell, Buffers buffers)
    {
        var cells = Math.Min(CellTile, differences.Cells - cell);
        buffers.Maxima.AsSpan().Clear();
        for (var other = 0; other < differences.Cells; other += OtherTile)
        {
            var others = Math.Min(OtherTile, differences.Cells - other);
            for (var i = 0; i < cells; i++)
            {
                differences.Weigh(cell + i, other, buffers.Weights.AsSpan(i * OtherTile, others));
            }

            for (var chunk = 0; chunk * ChunkSize < filled; chunk++)
            {
                var sums = batch.AsSpan(chunk * ChunkSize * differences.Cells, ChunkSize * differences.Cells);
                for (var i = 0; i < cells; i += 2)
                {
                    // The last of an odd number meets itself.
                    var next = Math.Min(i + 1, cells - 1);
                    MaximiseTwo(
                        sums.Slice(other * ChunkSize, others * ChunkSize),
                        sums.Slice((cell + i) * ChunkSize, ChunkSize), sums.Slice((cell + next) * ChunkSize, ChunkSize),
                        buffers.Weights.AsSpan(i * OtherTile, others), buffers.Weights.AsSpan(next * OtherTile, others),
                        buffers.Maxima.AsSpan((i * BatchSize) + (chunk * ChunkSize), ChunkSize),
                        buffers.Maxima.AsSpan((next * BatchSize) + (chunk * ChunkSize), ChunkSize));
                }
            }
        }

        for (var i = 0; i < cells; i++)
        {
            Count(cell + i, buffers.Maxima.AsSpan(i * BatchSize, filled), buffers.Largest);
        }
    }

    private void Count(int cell, ReadOnlySpan<double> maxima, double[] largestOfTiles)
    {
        var bar = observed[cell] - tolerance;
        var count = 0;
        for (var flip = 0; flip < maxima.Length; flip++)
        {
            count += maxima[flip] >= bar ? 1 : 0;
            largestOfTiles[flip] = Math.Max(largestOfTiles[flip], maxima[flip]);
        }

        reaching[cell] += count;
    }

    // Two cells share each load of another cell's sums: four maxima in registers hide the latency of the arithmetic.
    private static void MaximiseTwo(
        ReadOnlySpan<double> others, ReadOnlySpan<double> one, ReadOnlySpan<double> two,
        ReadOnlySpan<double> weightsOfOne, ReadOnlySpan<double> weightsOfTwo, Span<double> maximaOfOne, Span<double> maximaOfTwo)
    {
        var lanes = Vector<double>.Count;
        ref var start = ref MemoryMarshal.GetReference(others);
        for (var flip = 0; flip < ChunkSize; flip += 2 * lanes)
        {
            var (oneA, oneB) = (new Vector<double>(one[flip..]), new Vector<double>(one[(flip + lanes)..]));
            var (twoA, twoB) = (new Vector<double>(two[flip..]), new Vector<double>(two[(flip + lanes)..]));
            var (maxOneA, maxOneB) = (new Vector<double>(maximaOfOne[flip..]), new Vector<double>(maximaOfOne[(flip + lanes)..]));
            var (maxTwoA, maxTwoB) = (new Vector<double>(maximaOfTwo[flip..]), new Vector<double>(maximaOfTwo[(flip + lanes)..]));
            for (var other = 0; other < weightsOfOne.Length; other++)
            {
                var sumsA = Vector.LoadUnsafe(ref start, (nuint)((other * ChunkSize) + flip));
                var sumsB = Vector.LoadUnsafe(ref start, (nuint)((other * ChunkSize) + flip + lanes));
                var (weightOfOne, weightOfTwo) = (new Vector<double>(weightsOfOne[other]), new Vector<double>(weightsOfTwo[other]));
                maxOneA = Vector.MaxNative(maxOneA, (sumsA - oneA) * weightOfOne);
                maxOneB = Vector.MaxNative(maxOneB, (sumsB - oneB) * weightOfOne);
                maxTwoA = Vector.MaxNative(maxTwoA, (sumsA - twoA) * weightOfTwo);
                maxTwoB = Vector.MaxNative(maxTwoB, (sumsB - twoB) * weightOfTwo);
            }

            maxOneA.CopyTo(maximaOfOne[flip..]);
            maxOneB.CopyTo(maximaOfOne[(flip + lanes)..]);
            maxTwoA.CopyTo(maximaOfTwo[flip..]);
            maxTwoB.CopyTo(maximaOfTwo[(flip + lanes)..]);
        }
    }

    // What one thread writes.
    private sealed class Buffers
    {
        public double[] Weights { get; } = new double[CellTile * OtherTile];

        public double[] Maxima { get; } = new double[CellTile * BatchSize];

        public double[] Largest { get; } = new double[BatchSize];
    }
}
