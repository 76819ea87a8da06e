using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>Resampler with replacement: resample b of a question is a function of (seed, question, b, n) alone.</summary>
internal static class Resample
{
    private const int Chunk = 1024;

    /// <summary>Resampler n runs with replacement from n and counts how often each value came; the counts sum to n.</summary>
    public static void Count(ref RandomStream stream, ReadOnlySpan<int> groupOf, Span<int> counts)
    {
        counts.Clear();
        Span<uint> words = stackalloc uint[Chunk];
        var bound = (uint)groupOf.Length;
        var threshold = (0u - bound) % bound;
        for (var left = groupOf.Length; left > 0; left -= Chunk)
        {
            var some = words[..Math.Min(left, Chunk)];
            stream.Fill(some);
            foreach (var word in some)
            {
                counts[groupOf[Draw(ref stream, word, bound, threshold)]]++;
            }
        }
    }

    /// <summary>The sum of n values drawn with replacement, without keeping them.</summary>
    public static double Sum(ref RandomStream stream, ReadOnlySpan<double> values)
    {
        Span<uint> words = stackalloc uint[Chunk];
        var bound = (uint)values.Length;
        var threshold = (0u - bound) % bound;
        var sum = 0.0;
        for (var left = values.Length; left > 0; left -= Chunk)
        {
            var some = words[..Math.Min(left, Chunk)];
            stream.Fill(some);
            foreach (var word in some)
            {
                sum += values[Draw(ref stream, word, bound, threshold)];
            }
        }

        return sum;
    }

    /// <summary>Writes the resample that the counts describe: each value as often as it was drawn, in the order of the
    /// values.</summary>
    public static void Expand(ReadOnlySpan<double> values, ReadOnlySpan<int> counts, Span<double> resample)
    {
        var at = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var copy = counts[i]; copy > 0; copy--)
            {
                resample[at++] = values[i];
            }
        }
    }

    // Multiply and reject, as RandomStream.Below, on a word that is already there.
    private static int Draw(ref RandomStream stream, uint word, uint bound, uint threshold)
    {
        var product = (ulong)word * bound;
        while ((uint)product < threshold)
        {
            product = (ulong)stream.Next() * bound;
        }

        return (int)(product >> 32);
    }
}
