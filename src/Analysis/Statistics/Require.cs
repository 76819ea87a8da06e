namespace Symmetry.Analysis.Statistics;

/// <summary>The conditions on arguments that the methods here share, each with one message.</summary>
internal static class Require
{
    /// <summary>A level or a probability strictly between 0 and 1.</summary>
    public static void Level(double level, string name = "level")
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(name, level, "A level lies strictly between 0 and 1, such as 0.95.");
        }
    }

    /// <summary>A standard deviation: finite and at least 0.</summary>
    public static void StandardDeviation(double sd, string name = "standardDeviation")
    {
        if (!(sd >= 0 && double.IsFinite(sd)))
        {
            throw new ArgumentOutOfRangeException(name, sd, "A standard deviation is finite and at least 0.");
        }
    }

    /// <summary>A number that is neither infinite nor NaN.</summary>
    public static void Finite(double value, string name)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "Only finite numbers have statistics.");
        }
    }

    /// <summary>A finite number above 0.</summary>
    public static void Positive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "It must be finite and above 0.");
        }
    }

    /// <summary>At least so many values, all finite.</summary>
    public static void Sample(ReadOnlySpan<double> values, int least, string name = "values")
    {
        if (values.Length < least)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture, $"{values.Length} values are too few: this needs at least {least}."), name);
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture, $"Value {i} is {values[i]}: only finite numbers have statistics."), name);
            }
        }
    }
}
