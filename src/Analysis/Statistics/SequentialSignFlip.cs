namespace Symmetry.Analysis.Statistics;

/// <summary>The sign-flip test that may be looked at after every pair: evidence against "the differences are symmetric about 0".</summary>
/// <remarks>
/// <para>
/// For paired differences d₁, d₂, … in replicate order, with s the mean of the first three magnitudes that are not 0, the evidence is
/// Eₙ = mean over the bets λ of ∏ exp(λdᵢ/s)/cosh(λdᵢ/s), with λ = ±0.05, ±0.1, ±0.2, ±0.4, ±0.8, ±1.6. Where the differences are symmetric
/// about 0, each factor is 1 on average, whatever the magnitudes; so E is a martingale, and P(Eₙ ≥ 1/α for any n) ≤ α (Ville's inequality). With
/// positive λ alone the same holds for differences that are symmetric about any point ≤ 0.
/// </para>
/// <para>
/// Assumes independent pairs and symmetry, as the sign-flip test does; COVERAGE.md has what skewed differences do to it. Only exactly rounded
/// operations are used, so a decision has the same bits on every machine.
/// </para>
/// <para>
/// Source: J. Ville, "Étude critique de la notion de collectif", 1939; B. Efron, "Student's t-test under symmetry conditions", JASA 64 (1969);
/// A. Ramdas, J. Ruf, M. Larsson, W. Koolen, "Admissible anytime-valid sequential inference must rely on nonnegative martingales", 2020 (the
/// factor exp(x)/cosh(x)); G. Shafer, "Testing by betting", JRSS A 184 (2021).
/// </para>
/// </remarks>
public sealed class SequentialSignFlip
{
    private SignFlipBets bets = SignFlipBets.Start;

    /// <summary>Evidence that the differences lie above 0, at least 0; it was 1 before the first pair.</summary>
    public double Greater => bets.Greater;

    /// <summary>Evidence that the differences lie below 0.</summary>
    public double Less => bets.Less;

    /// <summary>Evidence that the differences do not lie about 0, in either direction.</summary>
    public double Different => (Greater + Less) / 2;

    /// <summary>Adds the next difference.</summary>
    /// <param name="difference">Finite.</param>
    public void Add(double difference)
    {
        Require.Finite(difference, nameof(difference));
        bets.Add(difference);
    }
}
