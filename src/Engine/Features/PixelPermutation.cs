namespace Symmetry.Engine.Features;

/// <summary>The permutation P of the pixels (eq. 12): a bijection i → P(i) of 0 … M − 1.</summary>
public sealed class PixelPermutation
{
    private readonly int[] values;

    private PixelPermutation(int[] values) => this.values = values;

    /// <summary>The number of pixels, M.</summary>
    public int Count => values.Length;

    /// <summary>P(i).</summary>
    public int this[int i] => values[i];

    /// <summary>P(0), P(1), …</summary>
    public ReadOnlySpan<int> Values => values;

    /// <summary>The number of i with P(i) = i: there x_i·x_P(i) is a square, which does not depend on the sign of x_i.</summary>
    public int FixedPoints => Enumerable.Range(0, Count).Count(i => values[i] == i);

    /// <summary>The number of pairs with P(i) = j and P(j) = i: each gives one feature twice.</summary>
    public int TwoCycles => Enumerable.Range(0, Count).Count(i => values[i] > i && values[values[i]] == i);

    /// <summary>Draws P uniformly from all M! bijections, with the permutation stream of a trial.</summary>
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

    /// <summary>Creates P from P(0), P(1), …</summary>
    /// <param name="values">Each of 0 … M − 1 exactly once.</param>
    /// <exception cref="ArgumentException">A number is repeated or out of range.</exception>
    public static PixelPermutation FromValues(params ReadOnlySpan<int> values)
    {
        var seen = new bool[values.Length];
        foreach (var value in values)
        {
            if ((uint)value >= (uint)values.Length || seen[value])
            {
                throw new ArgumentException(
                    $"[{string.Join(", ", values.ToArray())}] is not a permutation of 0..{values.Length - 1}: {value} is repeated or out of range.",
                    nameof(values));
            }

            seen[value] = true;
        }

        return new PixelPermutation(values.ToArray());
    }

    /// <summary>P(0), P(1), …, separated by spaces.</summary>
    public override string ToString()
    {
        // Called a million times in an export.
        Span<char> text = new char[values.Length * (Digits(values.Length - 1) + 1)];
        var at = 0;
        foreach (var value in values)
        {
            value.TryFormat(text[at..], out var written, provider: CultureInfo.InvariantCulture);
            at += written;
            text[at++] = ' ';
        }

        return new string(text[..(at - 1)]);
    }

    private static int Digits(int largest) => largest.ToString(CultureInfo.InvariantCulture).Length;
}
