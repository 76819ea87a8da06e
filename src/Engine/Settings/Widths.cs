namespace Symmetry.Engine.Settings;

/// <summary>The widths of the hidden layers, compared by value. The default value is no hidden layer.</summary>
public readonly struct Widths : IEquatable<Widths>
{
    /// <summary>The maximum number of hidden layers.</summary>
    public const int MaxLayers = 16;

    /// <summary>The maximum width of a hidden layer.</summary>
    public const int MaxWidth = 4096;

    private readonly ImmutableArray<int> values;

    /// <summary>Creates the list from its widths, input side first.</summary>
    public Widths(params ReadOnlySpan<int> widths) => values = [.. widths];

    /// <summary>The widths, input side first.</summary>
    public ReadOnlySpan<int> Values => values.IsDefault ? [] : values.AsSpan();

    /// <summary>The number of hidden layers.</summary>
    public int Count => values.IsDefault ? 0 : values.Length;

    /// <summary>Equality of value.</summary>
    public static bool operator ==(Widths left, Widths right) => left.Equals(right);

    /// <summary>Inequality of value.</summary>
    public static bool operator !=(Widths left, Widths right) => !left.Equals(right);

    /// <summary>Parses a list such as <c>[10, 5]</c>.</summary>
    /// <returns>The widths; null if the text is not a list, too long, or a width is out of range.</returns>
    public static Widths? Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 2 || trimmed[0] != '[' || trimmed[^1] != ']')
        {
            return null;
        }

        var inner = trimmed[1..^1].Trim();
        if (inner.IsEmpty)
        {
            return new Widths();
        }

        var widths = new List<int>();
        foreach (var part in inner.Split(','))
        {
            if (!int.TryParse(inner[part].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
                || width is < 1 or > MaxWidth || widths.Count == MaxLayers)
            {
                return null;
            }

            widths.Add(width);
        }

        return new Widths([.. widths]);
    }

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
