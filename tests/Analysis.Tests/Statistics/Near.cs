namespace Symmetry.Analysis.Tests.Statistics;

/// <summary>Agreement with a printed reference value: to 1e-10 of its size, which is what the reference is good for.</summary>
internal static class Near
{
    public const double Tolerance = 1e-10;

    public static void Relative(double expected, double actual, double tolerance = Tolerance) =>
        Assert.True(
            Math.Abs(actual - expected) <= tolerance * Math.Abs(expected),
            $"{actual:R} is not {expected:R} to {tolerance}: off by {(actual - expected) / expected:E2} of it.");

    public static void Absolute(double expected, double actual, double tolerance = Tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance, $"{actual:R} is not {expected:R} to {tolerance}: off by {actual - expected:E2}.");
}
