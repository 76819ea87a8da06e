using System.Collections.Immutable;
using System.Globalization;

namespace Symmetry.Engine.Settings;

/// <summary>The widths of the hidden layers, compared by value. The default value is no hidden layer.</summary>
public readonly struct Widths : IEquatable<Widths>
{
    private readonly ImmutableArray<int> values;

    /// <summary>Takes the widths, input side first.</summary>
    public Widths(params ReadOnlySpan<int> widths) => values = [.. widths];

    /// <summary>The widths, input side first.</summary>
    public ReadOnlySpan<int> Values => values.IsDefault ? [] : values.AsSpan();

    /// <summary>How many hidden layers there are.</summary>
    public int Count => values.IsDefault ? 0 : values.Length;

    /// <summary>Equality of value.</summary>
    public static bool operator ==(Widths left, Widths right) => left.Equals(right);

    /// <summary>Inequality of value.</summary>
    public static bool operator !=(Widths left, Widths right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Widths other) => Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Widths other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (var width in Values)
        {
            hash.Add(width);
        }

        return hash.ToHashCode();
    }

    /// <summary>The canonical text, such as <c>[10,5]</c>.</summary>
    public override string ToString()
    {
        var texts = new List<string>(Count);
        foreach (var width in Values)
        {
            texts.Add(width.ToString(CultureInfo.InvariantCulture));
        }

        return $"[{string.Join(',', texts)}]";
    }
}
