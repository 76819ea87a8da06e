using Symmetry.Engine.Experiments;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Sweeps;

public sealed class AxisRangeTests
{
    [Theory]
    [InlineData("0.001", "0.1", 5, "0.001 0.0258 0.0505 0.0753 0.1")]
    [InlineData("0", "1", 4, "0 0.333 0.667 1")]

    // A third digit would move the points by 4 % of their distance.
    [InlineData("0.1", "0.2", 9, "0.1 0.1125 0.125 0.1375 0.15 0.1625 0.175 0.1875 0.2")]
    [InlineData("100", "101", 4, "100 100.33 100.67 101")]
    [InlineData("0.123456", "0.9", 2, "0.123456 0.9")]
    public void Linear_range_has_short_values_and_keeps_its_ends(string from, string to, int count, string expected) =>
        Assert.Equal(expected, Texts("weightDecay", Range(from, to) with { Count = count }));

    // R: signif(exp(seq(log(0.001), log(0.1), length.out = 5)), 3)
    [Theory]
    [InlineData("0.001", "0.1", 3, "0.001 0.01 0.1")]
    [InlineData("0.001", "0.1", 5, "0.001 0.00316 0.01 0.0316 0.1")]
    [InlineData("1e-6", "1", 4, "1E-06 0.0001 0.01 1")]
    [InlineData("0.5", "500", 7, "0.5 1.58 5 15.8 50 158 500")]

    // Neighbours that are 0.1 % apart need five digits.
    [InlineData("1", "1.003", 4, "1 1.001 1.002 1.003")]
    public void Log_range_has_equal_ratios(string from, string to, int count, string expected) =>
        Assert.Equal(expected, Texts("weightDecay", Range(from, to) with { Count = count, Scale = AxisScale.Log }));

    [Fact]
    public void Whole_settings_have_whole_points()
    {
        Assert.Equal("16 32 64 128 256 512 1024 2048 4096", Texts("batch", Range("16", "4096") with { Count = 9, Scale = AxisScale.Log }));
        Assert.Equal("1 3 6 8 10", Texts("batch", Range("1", "10") with { Count = 5 }));
    }

    [Fact]
    public void Range_with_a_step_has_exact_points_up_to_its_end()
    {
        Assert.Equal("0.01 0.03 0.05 0.07 0.09", Texts("weightDecay", Range("0.01", "0.1") with { Step = 0.02m }));
        Assert.Equal("0.01 0.02 0.03", Texts("weightDecay", Range("0.01", "0.03") with { Step = 0.01m }));
        Assert.Equal("0 0.1234567 0.2469134", Texts("weightDecay", Range("0", "0.3") with { Step = 0.1234567m }));
    }

    [Fact]
    public void Points_stay_apart_and_within_one_percent_of_their_spacing()
    {
        foreach (var (from, to, count) in ((string, string, int)[])[("0.001", "0.1", 1000), ("0.3", "0.31", 97), ("1e-9", "1000", 50)])
        {
            foreach (var scale in Enum.GetValues<AxisScale>())
            {
                var axis = (Range(from, to) with { Count = count, Scale = scale }).Expand(ExperimentRegister.Default.Setting("weightDecay"));
                double[] values = [.. axis.Values.Select(value => double.Parse(value.Text, System.Globalization.CultureInfo.InvariantCulture))];
                var (low, high) = (values[0], values[^1]);
                double At(double i) => scale is AxisScale.Linear ? low + ((high - low) * i / (count - 1)) : low * Math.Pow(high / low, i / (count - 1));
                for (var i = 1; i < count - 1; i++)
                {
                    // A float has 7 digits, and the second ratio of the longest range has a spacing far above them.
                    Assert.InRange(Math.Abs(values[i] - At(i)), 0, (0.01001 * (At(i) - At(i - 1))) + (6e-8 * values[i]));
                }
            }
        }
    }

    // R -e 'print(log(c(0.001, 10, 7e11)), digits = 16)': -6.907755278982137 2.302585092994046 27.27434...
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.75)]
    [InlineData(10)]
    [InlineData(7e11)]
    public void Decimal_logarithm_and_exponential_agree_with_double(double x)
    {
        var log = DecimalLog.Log((decimal)x);
        Assert.Equal(Math.Log(x), (double)log, 1e-14);
        Assert.Equal(1, (double)(DecimalLog.Exp(log) / (decimal)x), 1e-24);
        Assert.Equal(1, (double)(DecimalLog.Exp(-log) * (decimal)x), 1e-15);
    }

    [Fact]
    public void Ten_has_its_logarithm_to_26_digits() =>
        Assert.InRange(DecimalLog.Log(10) - 2.3025850929940456840179914547m, -1e-26m, 1e-26m);

    private static AxisRange Range(string from, string to) => new(Number(from), Number(to));

    private static decimal Number(string text) =>
        decimal.Parse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);

    private static string Texts(string setting, AxisRange range) => string.Join(' ', range.Expand(ExperimentRegister.Default.Setting(setting)).Values);
}
