using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

// Reference values: R 4.2.2, qt, qnorm, qchisq, qf, qbeta, printed with 17 digits.
public sealed class QuantilesTests
{
    [Theory]
    [InlineData(1, 0.975, 12.706204736174694)]
    [InlineData(1, 1e-6, -318309.88618274347)]
    [InlineData(2, 0.995, 9.9248432009182892)]
    [InlineData(4, 0.975, 2.7764451051977934)]
    [InlineData(4, 0.6, 0.27072229470759746)]
    [InlineData(4, 1e-6, -41.577854150450989)]
    [InlineData(9, 0.975, 2.2621571627982049)]
    [InlineData(29, 0.995, 2.7563859036706049)]
    [InlineData(99, 0.975, 1.9842169515864172)]
    [InlineData(1.5, 0.975, 6.0166631044279288)]
    [InlineData(4.7, 0.995, 4.1678920401190576)]
    [InlineData(1e6, 0.975, 1.9599663568141066)]
    [InlineData(2e6, 0.975, 1.9599651706763741)]
    [InlineData(5e7, 0.9999, 3.7190167612409488)]
    [InlineData(1e12, 0.975, 1.9599639845424257)]
    public void A_quantile_of_t_is_that_of_R(double degrees, double probability, double expected) =>
        Near.Relative(expected, Quantiles.StudentT(degrees, probability));

    [Theory]
    [InlineData(0.975, 1.9599639845400536)]
    [InlineData(0.995, 2.5758293035488999)]
    [InlineData(1e-10, -6.3613409024040557)]
    [InlineData(0.31, -0.4958503473474532)]
    public void A_quantile_of_the_normal_is_that_of_R(double probability, double expected) =>
        Near.Relative(expected, Quantiles.Normal(probability));

    [Theory]
    [InlineData(1, 0.025, 0.00098206911717525617)]
    [InlineData(1, 0.975, 5.0238861873148846)]
    [InlineData(4, 0.025, 0.48441855708792975)]
    [InlineData(9, 0.975, 19.022767798641635)]
    [InlineData(0.7, 0.025, 3.8082564519530919e-05)]
    [InlineData(0.7, 0.975, 4.1366658257330018)]
    [InlineData(30, 0.025, 16.790772265566627)]
    [InlineData(30, 0.975, 46.979242243671152)]
    public void A_quantile_of_chi_squared_is_that_of_R(double degrees, double probability, double expected) =>
        Near.Relative(expected, Quantiles.ChiSquared(degrees, probability));

    [Theory]
    [InlineData(3, 5, 0.025, 0.06718252580709054)]
    [InlineData(3, 5, 0.975, 7.7635894820185447)]
    [InlineData(9, 81, 0.025, 0.29242687272713663)]
    [InlineData(9, 81, 0.975, 2.2753921213699182)]
    [InlineData(1, 2.5, 0.025, 0.0011942738961512323)]
    [InlineData(1, 2.5, 0.975, 23.657577241324027)]
    public void A_quantile_of_F_is_that_of_R(double numerator, double denominator, double probability, double expected) =>
        Near.Relative(expected, Quantiles.F(numerator, denominator, probability));

    [Theory]
    [InlineData(2.5, 7.25, 0.025, 0.050814205495634486)]
    [InlineData(2.5, 7.25, 0.3, 0.171730705634328934)]
    [InlineData(2000, 30, 0.975, 0.99000256468167236)]
    [InlineData(0.5, 4, 1e-9, 2.0897959183673519e-19)]
    public void A_quantile_of_beta_is_that_of_R(double a, double b, double probability, double expected) =>
        Near.Relative(expected, Quantiles.Beta(a, b, probability), 1e-9);
}
