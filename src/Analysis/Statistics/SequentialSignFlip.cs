using System.Runtime.CompilerServices;
using Symmetry.Engine.Numerics;

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
    /// <summary>How many bets each direction has: λ = 0.05, 0.1, 0.2, 0.4, 0.8, 1.6.</summary>
    internal const int Bets = 6;

    /// <summary>How many magnitudes fix the scale.</summary>
    internal const int Scaling = 3;

    private const double SmallestBet = 0.05;

    private readonly double[] waiting = new double[Scaling];
    private Wealth greater = Wealth.Start;
    private Wealth less = Wealth.Start;
    private double scale;
    private int magnitudes;

    /// <summary>Evidence that the differences lie above 0, at least 0; it was 1 before the first pair.</summary>
    public double Greater => greater.Mean;

    /// <summary>Evidence that the differences lie below 0.</summary>
    public double Less => less.Mean;

    /// <summary>Evidence that the differences do not lie about 0, in either direction.</summary>
    public double Different => (Greater + Less) / 2;

    /// <summary>Adds the next difference.</summary>
    /// <param name="difference">Finite.</param>
    public void Add(double difference)
    {
        Require.Finite(difference, nameof(difference));
        if (difference == 0)
        {
            return;
        }

        if (magnitudes == Scaling)
        {
            Bet(difference);
            return;
        }

        waiting[magnitudes++] = difference;
        if (magnitudes == Scaling)
        {
            scale = (Math.Abs(waiting[0]) + Math.Abs(waiting[1]) + Math.Abs(waiting[2])) / Scaling;
            foreach (var first in waiting)
            {
                Bet(first);
            }
        }
    }

    private void Bet(double difference)
    {
        var size = ExpOfBet(Math.Abs(difference) / scale);
        if (difference > 0)
        {
            greater.Win(size);
            less.Lose(size);
        }
        else
        {
            greater.Lose(size);
            less.Win(size);
        }
    }

    /// <summary>exp(−2λ·x) for the smallest bet, from which those of the others are found by squaring.</summary>
    /// <param name="x">|d|/s, at least 0.</param>
    internal static double ExpOfBet(double x) => ExpLog.ExpOfNonPositive(-2 * SmallestBet * x);

    /// <summary>What each bet has become.</summary>
    [InlineArray(Bets)]
    internal struct Wealth
    {
        private double first;

        /// <summary>Before the first pair.</summary>
        public static Wealth Start
        {
            get
            {
                var start = default(Wealth);
                ((Span<double>)start).Fill(1);
                return start;
            }
        }

        /// <summary>The mean over the bets.</summary>
        public readonly double Mean => (this[0] + this[1] + this[2] + this[3] + this[4] + this[5]) / Bets;

        /// <summary>The difference had the sign that was bet on: ×exp(λx)/cosh(λx) = 2/(1 + q), with q = exp(−2λx).</summary>
        public void Win(double q)
        {
            for (var i = 0; i < Bets; i++, q *= q)
            {
                this[i] *= 2 / (1 + q);
            }
        }

        /// <summary>It had the other sign: ×exp(−λx)/cosh(λx) = 2q/(1 + q).</summary>
        public void Lose(double q)
        {
            for (var i = 0; i < Bets; i++, q *= q)
            {
                this[i] *= 2 * q / (1 + q);
            }
        }
    }
}
