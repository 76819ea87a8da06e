using Symmetry.Analysis.Text;

namespace Symmetry.Analysis.Tests.Text;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(-0.00001, "0.0000")]
    [InlineData(0.82725, "0.8273")]
    [InlineData(double.NaN, "-")]
    public void Numbers_are_rounded_and_never_a_negative_zero(double value, string text) => Assert.Equal(text, Numbers.Fixed(value, 4));

    [Theory]
    [InlineData(0.2, "0.2 s")]
    [InlineData(45.2, "45 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(7800, "2 h 10 min")]
    [InlineData(300000, "3 days 11 h")]
    public void Durations_have_two_units(double seconds, string text) => Assert.Equal(text, Numbers.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(12, "12")]
    [InlineData(0.012345, "0.01235")]
    [InlineData(2.5678e-5, "2.568E-05")]
    [InlineData(-12345.6, "-12346")]
    [InlineData(1.23456e9, "1.235E+09")]
    [InlineData(double.NaN, "-")]
    public void Real_numbers_have_four_significant_digits(double value, string text) => Assert.Equal(text, Numbers.Significant(value));
}
