namespace Symmetry.Analysis.Figures;

/// <summary>A range of numbers with round ends and round ticks.</summary>
/// <param name="From">The least number shown, a multiple of <paramref name="Step"/>.</param>
/// <param name="To">The greatest, also a multiple.</param>
/// <param name="Step">The distance of ticks: 1, 2 or 5 times a power of ten.</param>
/// <param name="Decimals">Decimals that tell ticks apart.</param>
public sealed record Scale(double From, double To, double Step, int Decimals)
{
    /// <summary>The ticks.</summary>
    public IEnumerable<double> Ticks => Enumerable.Range(0, (int)Math.Round((To - From) / Step) + 1).Select(i => From + (i * Step));

    /// <summary>A scale that holds all values, with some six ticks.</summary>
    /// <param name="values">What is shown; NaN is left out. Nothing gives 0 to 1.</param>
    public static Scale Covering(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).ToList();
        var (least, most) = finite.Count == 0 ? (0, 1) : (finite.Min(), finite.Max());
        // Equal values get a narrow range of their own size.
        var size = Math.Max(Math.Abs(least), Math.Abs(most));
        var width = Math.Max(most - least, 1e-6 * (size > 0 ? size : 1));
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(width / 5)));
        var step = magnitude * ((width / 5 / magnitude) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
        return new Scale(
            Math.Floor((least / step) + 1e-9) * step,
            Math.Ceiling((most / step) - 1e-9) * step,
            step,
            Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9)));
    }

    /// <summary>What a scale must cover to show an interval.</summary>
    internal static double[] Ends(Interval? interval) => interval is { } shown ? [shown.Lower, shown.Upper] : [];

    /// <summary>Where a value lies, 0 at <see cref="From"/> and 1 at <see cref="To"/>.</summary>
    public double At(double value) => (value - From) / (To - From);
}
