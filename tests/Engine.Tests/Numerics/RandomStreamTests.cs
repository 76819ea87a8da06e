using MathNet.Numerics.Distributions;
using Symmetry.Engine.Numerics;

namespace Symmetry.Engine.Tests.Numerics;

public sealed class RandomStreamTests
{
    // The published test vectors of Philox4x32-10 (Random123, kat_vectors).
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(
        0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu,
        0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u,
        0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Block_equals_the_published_test_vector(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3)
    {
        var block = RandomStream.Philox(k0 | ((ulong)k1 << 32), c0, c1, c2, c3);
        Assert.Equal([r0, r1, r2, r3], [block[0], block[1], block[2], block[3]]);
    }

    [Fact]
    public void Fill_gives_the_words_of_repeated_calls_of_Next()
    {
        for (var before = 0; before < 5; before++)
        {
            for (var length = 0; length < 80; length++)
            {
                var single = new RandomStream(7, Purpose.Order, 3, 2);
                var filled = single;
                for (var i = 0; i < before; i++)
                {
                    Assert.Equal(single.Next(), filled.Next());
                }

                var words = new uint[length];
                filled.Fill(words);
                foreach (var word in words)
                {
                    Assert.Equal(single.Next(), word);
                }

                Assert.Equal(single.Next(), filled.Next());
            }
        }
    }

    [Fact]
    public void Streams_that_differ_in_seed_purpose_index_or_part_have_different_words()
    {
        var words = new HashSet<uint>
        {
            new RandomStream(1, Purpose.Order, 1, 1).Next(),
            new RandomStream(2, Purpose.Order, 1, 1).Next(),
            new RandomStream(1L << 40, Purpose.Order, 1, 1).Next(),
            new RandomStream(1, Purpose.Split, 1, 1).Next(),
            new RandomStream(1, Purpose.Order, 2, 1).Next(),
            new RandomStream(1, Purpose.Order, 1, 2).Next(),
        };
        Assert.Equal(6, words.Count);
    }

    [Fact]
    public void Bounded_number_takes_each_value_equally_often()
    {
        var stream = new RandomStream(11, Purpose.Split, 0);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            counts[stream.Below(6)]++;
        }

        // Each count is binomial(60,000, 1/6): sd 91; five sd.
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 456, 10_000 + 456));
    }

    [Fact]
    public void Normal_numbers_have_the_normal_distribution()
    {
        const int Count = 200_000;
        var stream = new RandomStream(11, Purpose.Order, 0);
        var numbers = Enumerable.Range(0, Count).Select(_ => stream.NextNormal()).Order().ToArray();

        // The Kolmogorov-Smirnov distance exceeds 2.5 / sqrt(n) with probability 7e-6.
        var distance = Enumerable.Range(0, Count).Max(i => Math.Abs(Normal.CDF(0, 1, numbers[i]) - ((i + 0.5) / Count)));
        Assert.InRange(distance, 0, 2.5 / Math.Sqrt(Count));
        Assert.InRange(numbers.Sum(x => x * x) / Count, 1 - (5 * Math.Sqrt(2.0 / Count)), 1 + (5 * Math.Sqrt(2.0 / Count)));
    }

    [Fact]
    public void Shuffle_keeps_the_items()
    {
        var items = Enumerable.Range(0, 100).ToArray();
        new RandomStream(1, Purpose.Order, 0).Shuffle(items.AsSpan());
        Assert.NotEqual(Enumerable.Range(0, 100), items);
        Assert.Equal(Enumerable.Range(0, 100), items.Order());
    }

    [Fact]
    public void Shuffle_draws_one_bounded_number_per_place_from_the_last_down()
    {
        for (var length = 0; length < 1200; length += 1 + (length / 3))
        {
            var plain = new RandomStream(4, Purpose.Order, 8, (uint)length);
            var fast = plain;
            var expected = Enumerable.Range(0, length).ToArray();
            for (var i = length - 1; i > 0; i--)
            {
                var j = (int)plain.Below((uint)i + 1);
                (expected[i], expected[j]) = (expected[j], expected[i]);
            }

            var items = Enumerable.Range(0, length).ToArray();
            fast.Shuffle(items.AsSpan());
            Assert.Equal(expected, items);
            Assert.Equal(plain.Next(), fast.Next());
        }
    }
}
