namespace Symmetry.Analysis.Statistics;

/// <summary>Intervals for Σ c·θ, a weighted sum of the expectations of independent mean squares.</summary>
/// <remarks>Assumes that each Degrees·Value/θ is χ² with that many degrees of freedom, which balanced normal designs give
/// exactly.</remarks>
public static class MeanSquares
{
    /// <summary>Satterthwaite's degrees of freedom of Σ c·S: (Σ c·S)²/Σ((c·S)²/ν).</summary>
    /// <remarks>Source: F. Satterthwaite, "An approximate distribution of estimates of variance components", Biometrics Bulletin
    /// 2 (1946).</remarks>
    /// <param name="terms">At least one term.</param>
    /// <returns>A number above 0; NaN when every term is 0.</returns>
    public static double SatterthwaiteDegrees(ReadOnlySpan<MeanSquareTerm> terms)
    {
        var (sum, spread) = (0.0, 0.0);
        foreach (var term in terms)
        {
            var part = term.Coefficient * term.Value;
            sum += part;
            spread += part * part / term.Degrees;
        }

        return sum * sum / spread;
    }

    /// <summary>The modified large-sample (MLS) interval of Σ c·θ; both tails (1 − level)/2. One term gives the exact χ²
    /// interval.</summary>
    /// <remarks>
    /// <para>
    /// With γ̂ = Σ c·S, the ends are γ̂ − √V_L and γ̂ + √V_U, where V is quadratic in the c·S and built so that it is exact
    /// whenever one or, with opposite signs, two of the θ dominate. With P(ositive) and N(egative) terms, F the upper quantiles
    /// and α the tail: V_L = Σ_P G²c²S² + Σ_N H²c²S² + Σ_P Σ_N G_pn·cS·cS + Σ_{p&lt;p'} G*_pp'·cS·cS, G = 1 − 1/F(α; ν, ∞), H =
    /// 1/F(1−α; ν, ∞) − 1, G_pn = ((F − 1)² − G_p²F² − H_n²)/F at F(α; ν_p, ν_n), and
    /// G*_pp' = ((1 − 1/F(α; ν_p+ν_p', ∞))²(ν_p+ν_p')²/(ν_pν_p') − G_p²ν_p/ν_p' − G_p'²ν_p'/ν_p)/(|P| − 1). V_U mirrors it.
    /// </para>
    /// <para>
    /// Source: N. Ting, R. Burdick, F. Graybill, S. Jeyaratnam, T.-F. Lu, "Confidence intervals on linear combinations of
    /// variance components that are unrestricted in sign", J. Statist. Comput. Simul. 35 (1990); R. Burdick and F. Graybill,
    /// "Confidence Intervals on Variance Components", 1992.
    /// </para>
    /// </remarks>
    /// <param name="terms">At least one term.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public static Interval ModifiedLargeSampleInterval(ReadOnlySpan<MeanSquareTerm> terms, double level = Estimate.DefaultLevel)
    {
        Require.Level(level);
        if (terms.IsEmpty)
        {
            throw new ArgumentException("A sum of no mean squares has no interval.", nameof(terms));
        }

        var sum = 0.0;
        foreach (var term in terms)
        {
            Require.Positive(term.Degrees, nameof(terms));
            Require.StandardDeviation(term.Value, nameof(terms));
            Require.Finite(term.Coefficient, nameof(terms));
            sum += term.Coefficient * term.Value;
        }

        // The upper side of Σ c·θ is the lower side of Σ (−c)·θ.
        var below = Spread(terms, 1, (1 - level) / 2);
        var above = Spread(terms, -1, (1 - level) / 2);
        return new Interval(sum - below, sum + above);
    }

    private static double Spread(ReadOnlySpan<MeanSquareTerm> terms, int sign, double alpha)
    {
        var variance = 0.0;
        var positive = 0;
        foreach (var term in terms)
        {
            positive += sign * term.Coefficient > 0 ? 1 : 0;
        }

        for (var i = 0; i < terms.Length; i++)
        {
            var x = Math.Abs(terms[i].Coefficient) * terms[i].Value;
            var isPositive = sign * terms[i].Coefficient > 0;
            var own = isPositive ? G(terms[i].Degrees, alpha) : H(terms[i].Degrees, alpha);
            variance += own * own * x * x;
            for (var j = 0; isPositive && j < terms.Length; j++)
            {
                var y = Math.Abs(terms[j].Coefficient) * terms[j].Value;
                if (sign * terms[j].Coefficient < 0)
                {
                    variance += Opposite(terms[i].Degrees, terms[j].Degrees, alpha) * x * y;
                }
                else if (j > i)
                {
                    variance += Alike(terms[i].Degrees, terms[j].Degrees, alpha) * x * y / (positive - 1);
                }
            }
        }

        return Math.Sqrt(Math.Max(0, variance));
    }

    // 1 − 1/F(α; ν, ∞), with F(α; ν, ∞) = χ²(upper α; ν)/ν.
    private static double G(double degrees, double alpha) => 1 - (degrees / Quantiles.ChiSquared(degrees, 1 - alpha));

    // 1/F(1−α; ν, ∞) − 1.
    private static double H(double degrees, double alpha) => (degrees / Quantiles.ChiSquared(degrees, alpha)) - 1;

    private static double Opposite(double p, double n, double alpha)
    {
        var f = Quantiles.F(p, n, 1 - alpha);
        var (g, h) = (G(p, alpha), H(n, alpha));
        return (((f - 1) * (f - 1)) - (g * g * f * f) - (h * h)) / f;
    }

    private static double Alike(double p, double q, double alpha)
    {
        var (both, gp, gq) = (G(p + q, alpha), G(p, alpha), G(q, alpha));
        return (both * both * (p + q) * (p + q) / (p * q)) - (gp * gp * p / q) - (gq * gq * q / p);
    }
}
