using System.Runtime.InteropServices;

namespace Symmetry.Engine.Numerics;

/// <summary>A counter-based stream of uniform 32-bit words: word k is a function of (seed, purpose, index, part, k) alone.</summary>
/// <remarks>
/// <para>
/// Philox4x32 with ten rounds (J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11, 2011). The key is the
/// seed (low word, high word); the counter is (block, part, index, purpose), and block b gives the words 4b … 4b+3.
/// A stream holds 2³⁴ words. There is no shared state: streams can be created in any order and on any machine.
/// </para>
/// <para>A mutable struct: pass it by reference. Two copies give the same words.</para>
/// </remarks>
public struct RandomStream
{
    // Words that a shuffle fetches at a time.
    private const int MaxFetched = 256;

    private readonly ulong seed;
    private readonly Purpose purpose;
    private readonly uint index;
    private readonly uint part;
    private ulong position;
    private Block block;

    /// <summary>Starts the stream at its word 0.</summary>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="purpose">What the numbers are used for.</param>
    /// <param name="index">The repetition: usually the replicate.</param>
    /// <param name="part">A part within it, such as a layer or an epoch. Default 0.</param>
    public RandomStream(long seed, Purpose purpose, uint index, uint part = 0)
    {
        this.seed = (ulong)seed;
        this.purpose = purpose;
        this.index = index;
        this.part = part;
        position = 0;
        block = default;
    }

    /// <summary>The next word, uniform over all 2³² values.</summary>
    public uint Next()
    {
        var place = (int)(position & 3);
        if (place == 0)
        {
            block = Philox(seed, (uint)(position >> 2), part, index, (uint)purpose);
        }

        position++;
        return block[place];
    }

    /// <summary>Fills the span with the next words, in the order of <see cref="Next"/>.</summary>
    /// <param name="words">Any length.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Span<uint> words)
    {
        var i = 0;
        for (; i < words.Length && (position & 3) != 0; i++)
        {
            words[i] = Next();
        }

        var lanes = 4 * PhiloxLanes.Blocks;
        for (; lanes != 0 && i + lanes <= words.Length; i += lanes, position += (ulong)lanes)
        {
            PhiloxLanes.Fill(seed, (uint)(position >> 2), part, index, (uint)purpose, words.Slice(i, lanes));
        }

        for (; i + 4 <= words.Length; i += 4, position += 4)
        {
            var next = Philox(seed, (uint)(position >> 2), part, index, (uint)purpose);
            words[i] = next[0];
            words[i + 1] = next[1];
            words[i + 2] = next[2];
            words[i + 3] = next[3];
        }

        for (; i < words.Length; i++)
        {
            words[i] = Next();
        }
    }

    /// <summary>An integer uniform over 0 … bound − 1, without bias.</summary>
    /// <remarks>Multiply and reject (D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29, 2019).</remarks>
    /// <param name="bound">At least 1.</param>
    public uint Below(uint bound)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bound);
        var product = (ulong)Next() * bound;
        if ((uint)product < bound)
        {
            var threshold = (0u - bound) % bound;
            while ((uint)product < threshold)
            {
                product = (ulong)Next() * bound;
            }
        }

        return (uint)(product >> 32);
    }

    /// <summary>A float uniform over the 2²⁴ multiples of 2⁻²⁴ in [0, 1).</summary>
    public float NextFloat() => (Next() >> 8) * (1f / (1 << 24));

    /// <summary>A double uniform over the multiples of 2⁻³² in [0, 1).</summary>
    public double NextDouble() => Next() * (1.0 / 4294967296.0);

    /// <summary>A standard normal number: mean 0, variance 1, at most 9.3 in absolute value. Takes two words, or more where a point is rejected.</summary>
    /// <remarks>
    /// The polar method (G. Marsaglia, T. Bray, "A convenient method for generating normal variables", SIAM Review 6, 1964), which
    /// keeps one number of each point. The logarithm consists of IEEE operations, so the bits are the same on every machine.
    /// </remarks>
    public double NextNormal()
    {
        while (true)
        {
            var x = (2 * NextDouble()) - 1;
            var y = (2 * NextDouble()) - 1;
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * ExpLog.Log(square) / square);
            }
        }
    }

    /// <summary>Shuffles the items uniformly (Fisher and Yates, from the last place down).</summary>
    /// <remarks>
    /// Place i gets the item at <see cref="Below"/>(i + 1). Words are fetched in bulk, but never more than needed, so the stream
    /// ends at the same word as after single calls.
    /// </remarks>
    public void Shuffle<T>(Span<T> items)
    {
        Span<uint> words = stackalloc uint[MaxFetched];
        for (var last = items.Length - 1; last > 0;)
        {
            var needed = words[..Math.Min(MaxFetched, last)];
            Fill(needed);
            last = Exchange(items, last, needed);
        }
    }

    // Draws the items of places last, last − 1, … until the words are used up; returns the next place to draw.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Exchange<T>(Span<T> items, int last, ReadOnlySpan<uint> words)
    {
        ref var first = ref MemoryMarshal.GetReference(items);
        foreach (var word in words)
        {
            var bound = (uint)last + 1;
            var product = (ulong)word * bound;
            if ((uint)product < bound && (uint)product < (0u - bound) % bound)
            {
                continue;
            }

            // 0 ≤ j ≤ last < length, so no bounds check is needed.
            ref var drawn = ref Unsafe.Add(ref first, (nint)(product >> 32));
            ref var place = ref Unsafe.Add(ref first, (nint)last);
            (place, drawn) = (drawn, place);
            last--;
        }

        return last;
    }

    /// <summary>One Philox4x32-10 block. Internal, so that tests can compare it with published test vectors.</summary>
    internal static Block Philox(ulong key, uint c0, uint c1, uint c2, uint c3)
    {
        var k0 = (uint)key;
        var k1 = (uint)(key >> 32);
        for (var round = 0; round < 10; round++)
        {
            var p0 = 0xD2511F53UL * c0;
            var p1 = 0xCD9E8D57UL * c2;
            c0 = (uint)(p1 >> 32) ^ c1 ^ k0;
            c1 = (uint)p1;
            c2 = (uint)(p0 >> 32) ^ c3 ^ k1;
            c3 = (uint)p0;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        Block result = default;
        result[0] = c0;
        result[1] = c1;
        result[2] = c2;
        result[3] = c3;
        return result;
    }

    /// <summary>Four words.</summary>
    [InlineArray(4)]
    internal struct Block
    {
        private uint first;
    }
}
