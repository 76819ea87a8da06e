using System.Runtime.Intrinsics;

namespace Symmetry.Analysis.Statistics;

/// <summary>What each of the six bets on one direction of the differences has become, two to a vector (<see cref="SequentialSignFlip"/>).</summary>
internal struct BetWealth
{
    private Vector128<double> small;
    private Vector128<double> middle;
    private Vector128<double> large;

    /// <summary>Before the first pair.</summary>
    public static BetWealth Start => new() { small = Vector128<double>.One, middle = Vector128<double>.One, large = Vector128<double>.One };

    /// <summary>The mean over the bets.</summary>
    public readonly double Mean
    {
        get
        {
            var sum = small + middle + large;
            return (sum[0] + sum[1]) / SignFlipBets.Count;
        }
    }

    /// <summary>Multiplies each bet by what it returns.</summary>
    public void Multiply(Vector128<double> ofSmall, Vector128<double> ofMiddle, Vector128<double> ofLarge)
    {
        small *= ofSmall;
        middle *= ofMiddle;
        large *= ofLarge;
    }
}
