using System.Runtime.Intrinsics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>The state of a <see cref="SequentialSignFlip"/>: 128 bytes, so that half a million pairs of cells fit into 64 MB.</summary>
internal struct SignFlipBets
{
    /// <summary>How many bets each direction has: λ = 0.05, 0.1, 0.2, 0.4, 0.8, 1.6.</summary>
    public const int Count = 6;

    /// <summary>How many magnitudes fix the scale.</summary>
    public const int Scaling = 3;

    private const double SmallestBet = 0.05;

    // exp(−2λ) for the smallest bet: a difference as large as the scale.
    private static readonly double QOfOne = QOf(1);

    private BetWealth greater;
    private BetWealth less;

    // The differences that wait for a scale; none of them is 0. The scale is 0 until it is known.
    private double first;
    private double second;
    private double scale;

    /// <summary>Before the first pair.</summary>
    public static SignFlipBets Start => new() { greater = BetWealth.Start, less = BetWealth.Start };

    /// <summary>Evidence that the differences lie above 0.</summary>
    public readonly double Greater => greater.Mean;

    /// <summary>Evidence that the differences lie below 0.</summary>
    public readonly double Less => less.Mean;

    /// <summary>Adds the next difference; 0 changes nothing.</summary>
    /// <param name="difference">Finite.</param>
    public void Add(double difference)
    {
        if (difference == 0)
        {
            return;
        }

        if (scale > 0)
        {
            Bet(difference);
        }
        else if (first == 0)
        {
            first = difference;
        }
        else if (second == 0)
        {
            second = difference;
        }
        else
        {
            scale = (Math.Abs(first) + Math.Abs(second) + Math.Abs(difference)) / Scaling;
            Bet(first);
            Bet(second);
            Bet(difference);
        }
    }

    /// <summary>Adds a pair of runs, one of which may not have a value.</summary>
    /// <remarks>
    /// A run without a value counts as worse than one with a value, by as much as the scale (x = 1). A pair without any value is skipped.
    /// A difference that is too large for a double counts as its sign.
    /// </remarks>
    /// <param name="run">Larger is better; not finite for a run without a value.</param>
    /// <param name="other">The run that it is compared with.</param>
    /// <param name="shift">What is added to the difference. Default 0.</param>
    public void AddPair(double run, double other, double shift = 0)
    {
        var (isRun, isOther) = (double.IsFinite(run), double.IsFinite(other));
        if (isRun && isOther)
        {
            var difference = run - other + shift;
            if (double.IsFinite(difference))
            {
                Add(difference);
            }
            else
            {
                Bet(difference > 0, QOfOne);
            }
        }
        else if (isRun || isOther)
        {
            Bet(isRun, QOfOne);
        }
    }

    /// <summary>exp(−2λ·x) for the smallest bet, from which those of the others are found by squaring.</summary>
    /// <param name="x">|d|/s, at least 0.</param>
    internal static double QOf(double x) => ExpLog.ExpOfNonPositive(-2 * SmallestBet * x);

    private void Bet(double difference) => Bet(difference > 0, QOf(Math.Abs(difference) / scale));

    // The side that was right wins exp(λx)/cosh(λx) = 2/(1 + q) with q = exp(−2λx), the other one gets exp(−λx)/cosh(λx) = 2q/(1 + q).
    // λ doubles from bet to bet, so q is squared.
    private void Bet(bool isGreater, double q)
    {
        var small = Vector128.Create(q, q * q);
        var middle = small * small;
        middle *= middle;
        var large = middle * middle;
        large *= large;
        var (one, two) = (Vector128<double>.One, Vector128.Create(2.0));
        var (ofSmall, ofMiddle, ofLarge) = (two / (one + small), two / (one + middle), two / (one + large));
        ref var winner = ref isGreater ? ref greater : ref less;
        ref var loser = ref isGreater ? ref less : ref greater;
        winner.Multiply(ofSmall, ofMiddle, ofLarge);
        loser.Multiply(small * ofSmall, middle * ofMiddle, large * ofLarge);
    }
}
