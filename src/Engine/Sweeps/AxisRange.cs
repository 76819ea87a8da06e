namespace Symmetry.Engine.Sweeps;

/// <summary>Equally spaced values of a numeric setting, from one end to the other: what <c>{from: 0.001, to: 0.1, count: 5, scale: log}</c> says.</summary>
/// <remarks>
/// <para>
/// A range is a way of writing a list: it is expanded into plain values before anything else sees it, so that the list and the range are the same sweep.
/// The arithmetic is decimal, which gives the same values on every machine.
/// </para>
/// <para>
/// With <see cref="Count"/> both ends are kept as written. Points between them are rounded to 3 significant digits, or to more where
/// rounding would move a point by more than 1 % of the distance to its nearest neighbour. With <see cref="Step"/> the points are exact. Points of whole
/// numbers are rounded to the nearest whole number, halves away from 0.
/// </para>
/// </remarks>
/// <param name="From">The first point; 0, or 1e-12 to 1e12 in size.</param>
/// <param name="To">The end, above <paramref name="From"/>; 0, or 1e-12 to 1e12 in size.</param>
public sealed record AxisRange(decimal From, decimal To)
{
    /// <summary>The maximum number of points.</summary>
    public const int MaxCount = 1_000;

    /// <summary>The largest size of an end and of a step.</summary>
    public const decimal Max = 1e12m;

    /// <summary>The smallest size of an end that is not 0, and of a step.</summary>
    public const decimal Min = 1e-12m;

    private const int MinDigits = 3;
    private const int MaxDigits = 28;
    private const decimal Movement = 0.01m;

    /// <summary>The number of points, both ends included: 2 … <see cref="MaxCount"/>. Null where there is a <see cref="Step"/>.</summary>
    public int? Count { get; init; }

    /// <summary>The difference of neighbouring points, above 0, of a linear scale; the last point is the last one that is not above <see cref="To"/>.</summary>
    public decimal? Step { get; init; }

    /// <summary>The spacing. Default: linear.</summary>
    public AxisScale Scale { get; init; }

    /// <summary>The axis with the points as values.</summary>
    /// <param name="setting">A numeric setting.</param>
    /// <exception cref="SpecException">
    /// The range has no points, a point is not a valid value, or two points are the same value. The part is the key that is wrong: <c>from</c>,
    /// <c>to</c>, <c>count</c>, <c>step</c>, <c>scale</c>, or empty for the whole.
    /// </exception>
    public Axis Expand(Setting setting)
    {
        Check(setting);
        var points = Points();
        var values = ImmutableArray.CreateBuilder<SettingValue>(points.Count);
        for (var i = 0; i < points.Count; i++)
        {
            var text = Round(points, i, setting.IsWhole).ToString("G29", CultureInfo.InvariantCulture);
            if (!setting.TryParse(text, out var value))
            {
                throw new SpecException($"{setting}: expected {setting.Expected}, got '{text}'.", i == 0 ? "from" : "to");
            }

            if (values.Contains(value))
            {
                throw new SpecException(
                    $"{setting}: two of the {Text(points.Count)} points become {value}. Use fewer points or a wider range.", Step is null ? "count" : "step");
            }

            values.Add(value);
        }

        return new Axis(setting, values.DrainToImmutable());
    }

    private void Check(Setting setting)
    {
        if (setting.Kind is not SettingKind.Number)
        {
            throw new SpecException($"{setting}: a range needs a numeric setting. List the values.", "");
        }

        CheckSize("from", From);
        CheckSize("to", To);
        if (From >= To)
        {
            throw new SpecException($"from: expected a number below 'to', {Text(To)}, got {Text(From)}.", "from");
        }

        if (Scale is AxisScale.Log && From <= 0)
        {
            throw new SpecException($"from: a log scale needs a number above 0, got {Text(From)}.", "from");
        }

        if (Count is null == Step is null)
        {
            throw new SpecException($"{setting}: a range needs either 'count' or 'step'.", Count is null ? "" : "step");
        }

        if (Count is < 2 or > MaxCount)
        {
            throw new SpecException($"count: expected a whole number from 2 to {Text(MaxCount)}, got {Text(Count.Value)}.", "count");
        }

        if (Step is { } step)
        {
            CheckStep(step);
        }
    }

    private void CheckStep(decimal step)
    {
        if (Scale is AxisScale.Log)
        {
            throw new SpecException("step: a log scale has no step. Use 'count'.", "step");
        }

        if (step < Min || step > To - From)
        {
            throw new SpecException($"step: expected a number above 0, at most 'to' less 'from', {Text(To - From)}, got {Text(step)}.", "step");
        }

        if ((To - From) / step >= MaxCount)
        {
            throw new SpecException($"step: {Text(step)} gives more than {Text(MaxCount)} points. Use a larger step.", "step");
        }
    }

    private static void CheckSize(string key, decimal number)
    {
        if (number != 0 && Math.Abs(number) is < Min or > Max)
        {
            throw new SpecException($"{key}: expected 0 or a number from 1e-12 to 1e12 in size, got {Text(number)}.", key);
        }
    }

    private List<decimal> Points()
    {
        if (Step is { } step)
        {
            return [.. Enumerable.Range(0, (int)((To - From) / step) + 1).Select(i => From + (i * step))];
        }

        var last = Count!.Value - 1;
        return [From, .. Enumerable.Range(1, last - 1).Select(i => PointAt(i, last)), To];
    }

    private decimal PointAt(int i, int last)
    {
        if (Scale is AxisScale.Linear)
        {
            return From + ((To - From) * i / last);
        }

        var (low, high) = (DecimalLog.Log(From), DecimalLog.Log(To));
        return DecimalLog.Exp(low + ((high - low) * i / last));
    }

    private decimal Round(List<decimal> points, int i, bool isWhole)
    {
        if (i == 0 || (Step is null && i == points.Count - 1))
        {
            return points[i];
        }

        if (isWhole)
        {
            return Math.Round(points[i], MidpointRounding.AwayFromZero);
        }

        if (Step is not null)
        {
            return points[i];
        }

        var nearest = Math.Min(points[i] - points[i - 1], points[i + 1] - points[i]);
        for (var digits = MinDigits; digits < MaxDigits; digits++)
        {
            var rounded = Round(points[i], digits);
            if (Math.Abs(rounded - points[i]) <= Movement * nearest)
            {
                return rounded;
            }
        }

        return points[i];
    }

    private static decimal Round(decimal number, int digits)
    {
        var unit = 1m;
        for (; Math.Abs(number) >= unit * 10; unit *= 10)
        {
        }

        for (; number != 0 && Math.Abs(number) < unit; unit /= 10)
        {
        }

        // The unit of the last digit that stays.
        for (var i = 1; i < digits; i++)
        {
            unit /= 10;
        }

        return unit == 0 ? number : Math.Round(number / unit, MidpointRounding.AwayFromZero) * unit;
    }

    private static string Text(decimal number) => number.ToString("G29", CultureInfo.InvariantCulture);
}
