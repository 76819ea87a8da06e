namespace Symmetry.Analysis.Statistics;

/// <summary>A closed interval [lower, upper] of real numbers.</summary>
/// <remarks>Both ends are finite and lower ≤ upper. The default value is [0, 0]. Immutable; equality is that of the two
/// ends.</remarks>
public readonly record struct Interval
{
    /// <summary>Creates [lower, upper].</summary>
    /// <param name="lower">Finite.</param>
    /// <param name="upper">Finite, at least <paramref name="lower"/>.</param>
    /// <exception cref="ArgumentException">An end is not finite, or the ends are in the wrong order.</exception>
    public Interval(double lower, double upper)
    {
        if (!double.IsFinite(lower) || !double.IsFinite(upper) || lower > upper)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"[{lower}, {upper}] is not an interval: its ends are finite and in order."));
        }

        Lower = lower;
        Upper = upper;
    }

    /// <summary>The lower end, in the interval.</summary>
    public double Lower { get; }

    /// <summary>The upper end, in the interval.</summary>
    public double Upper { get; }

    /// <summary>Upper − lower, at least 0.</summary>
    public double Width => Upper - Lower;

    /// <summary>Half the width: what stands behind a ± when the interval is symmetric.</summary>
    public double HalfWidth => Width / 2;

    /// <summary>Whether lower ≤ value ≤ upper. Never for NaN.</summary>
    /// <param name="value">Any number.</param>
    public bool Contains(double value) => value >= Lower && value <= Upper;

    /// <summary>The part of the interval that lies in [lower, upper]; an interval wholly outside becomes the nearer
    /// end.</summary>
    /// <remarks>A proportion lies in [0, 1], so cutting its interval to [0, 1] never changes whether the truth is
    /// covered.</remarks>
    /// <param name="lower">The least possible value.</param>
    /// <param name="upper">The greatest possible value, at least <paramref name="lower"/>.</param>
    public Interval ClippedTo(double lower, double upper) =>
        new(Math.Clamp(Lower, lower, upper), Math.Clamp(Upper, lower, upper));

    /// <summary>The two ends in brackets, in the invariant culture: [0.81, 0.84].</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Lower}, {Upper}]");
}
