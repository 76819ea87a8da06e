using System.Globalization;
using Symmetry.Engine.Numerics;

namespace Symmetry.Engine.Features;

/// <summary>The permutation P of the pixels (eq. 12): a bijection i → P(i) of 0 … M − 1.</summary>
public sealed class PixelPermutation
{
    private readonly int[] images;

    private PixelPermutation(int[] images) => this.images = images;

    /// <summary>How many pixels there are, M.</summary>
    public int Count => images.Length;

    /// <summary>P(i).</summary>
    public int this[int i] => images[i];

    /// <summary>The images P(0), P(1), …</summary>
    public ReadOnlySpan<int> Images => images;

    /// <summary>How many i have P(i) = i: there x_i·x_P(i) is a square, which does not know the sign of x_i.</summary>
    public int FixedPoints => Enumerable.Range(0, Count).Count(i => images[i] == i);

    /// <summary>How many pairs have P(i) = j and P(j) = i: each gives one feature twice.</summary>
    public int TwoCycles => Enumerable.Range(0, Count).Count(i => images[i] > i && images[images[i]] == i);

    /// <summary>Draws P uniformly from all M! bijections, from the trial's permutation stream.</summary>
    /// <param name="pixels">M, at least 1.</param>
    /// <param name="indices">The trial's stream indices.</param>
    public static PixelPermutation Draw(int pixels, StreamIndices indices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels, 1);
        var order = new int[pixels];
        for (var i = 0; i < pixels; i++)
        {
            order[i] = i;
        }

        indices.Stream(Purpose.Permutation).Shuffle(order.AsSpan());
        return new PixelPermutation(order);
    }

    /// <summary>Takes P from its images.</summary>
    /// <param name="values">Each of 0 … M − 1 exactly once.</param>
    /// <exception cref="ArgumentException">A number is repeated or out of range.</exception>
    public static PixelPermutation Of(params ReadOnlySpan<int> values)
    {
        var seen = new bool[values.Length];
        foreach (var image in values)
        {
            if ((uint)image >= (uint)values.Length || seen[image])
            {
                throw new ArgumentException(
                    $"[{string.Join(", ", values.ToArray())}] is not a permutation of 0..{values.Length - 1}: {image} is repeated or out of range.",
                    nameof(values));
            }

            seen[image] = true;
        }

        return new PixelPermutation(values.ToArray());
    }

    /// <summary>The images, separated by spaces.</summary>
    public override string ToString()
    {
        // Made a million times in an export.
        Span<char> text = new char[images.Length * (Digits(images.Length - 1) + 1)];
        var at = 0;
        foreach (var image in images)
        {
            image.TryFormat(text[at..], out var written, provider: CultureInfo.InvariantCulture);
            at += written;
            text[at++] = ' ';
        }

        return new string(text[..(at - 1)]);
    }

    private static int Digits(int largest) => largest.ToString(CultureInfo.InvariantCulture).Length;
}
