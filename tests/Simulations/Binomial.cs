using MathNet.Numerics;

namespace Symmetry.Simulations;

/// <summary>Draws how many of n independent answers are right.</summary>
internal static class Binomial
{
    /// <summary>A count from 0 to n, by inversion: one uniform number is used up by the probabilities of the counts, outwards from the mode.</summary>
    public static int Draw(Dice dice, int n, double probability)
    {
        if (probability is <= 0 or >= 1)
        {
            return probability <= 0 ? 0 : n;
        }

        var mode = (int)((n + 1) * probability);
        var odds = probability / (1 - probability);
        var mass = Math.Exp(
            SpecialFunctions.GammaLn(n + 1) - SpecialFunctions.GammaLn(mode + 1) - SpecialFunctions.GammaLn(n - mode + 1)
            + (mode * Math.Log(probability)) + ((n - mode) * Math.Log(1 - probability)));
        var rest = dice.Uniform() - mass;
        var (below, above) = (mode, mode);
        var (massBelow, massAbove) = (mass, mass);
        while (rest > 0 && massBelow + massAbove > 0)
        {
            massAbove = above < n ? massAbove * odds * (n - above) / (above + 1) : 0;
            above++;
            rest -= massAbove;
            if (rest <= 0)
            {
                return above;
            }

            massBelow = below > 0 ? massBelow / odds * below / (n - below + 1) : 0;
            below--;
            rest -= massBelow;
            if (rest <= 0)
            {
                return below;
            }
        }

        return mode;
    }
}
