using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Simulations;

/// <summary>A distribution of one run's accuracy, drawn as a correct count out of a total.</summary>
internal sealed class Shape(string name, int total, Func<Dice, double> probability, bool binomial)
{
    public string Name { get; } = name;

    public int Total { get; } = total;

    public static Shape[] All { get; } =
    [
        new("normal, 0.83 ± 0.015", 1800, dice => 0.83 + (0.015 * dice.Normal()), binomial: false),
        new("binomial(1800, 0.0004)", 1800, _ => 0.0004, binomial: true),
        new("binomial(1800, 0.003)", 1800, _ => 0.003, binomial: true),
        new("binomial(1800, 0.995)", 1800, _ => 0.995, binomial: true),
        new("skewed, exponential 0.05", 1800, dice => -0.05 * Math.Log(dice.Uniform()), binomial: false),
        new("skewed, log-normal 0.05, σ = 1", 1800, dice => 0.05 * Math.Exp(dice.Normal()), binomial: false),
        new("bimodal, 0.70 and 0.40 at 70:30", 1800, dice => Mixture(dice, 0.7, 0.7, 0.03, 0.4, 0.06), binomial: false),
        new("rare failures, 0.83 and 0.10 at 95:5", 1800, dice => Mixture(dice, 0.95, 0.83, 0.015, 0.1, 0.03), binomial: false),
    ];

    /// <summary>Draws runs one after the other.</summary>
    public Tally Draw(Dice dice, int runs)
    {
        var tally = new Tally(Total);
        for (var i = 0; i < runs; i++)
        {
            tally.Add(Draw(dice));
        }

        return tally;
    }

    public int Draw(Dice dice)
    {
        var p = Math.Clamp(probability(dice), 0, 1);
        if (!binomial)
        {
            return (int)Math.Round(p * Total);
        }

        // Inversion: the count is the quantile of one uniform number, found by walking up from 0, or from the total for large p.
        var few = Math.Min(p, 1 - p);
        var u = dice.Uniform();
        var mass = Math.Pow(1 - few, Total);
        var k = 0;
        for (var below = mass; below < u && k < Total; below += mass)
        {
            mass *= few / (1 - few) * (Total - k) / (k + 1);
            k++;
        }

        return p <= 0.5 ? k : Total - k;
    }

    private static double Mixture(Dice dice, double share, double mean, double sd, double otherMean, double otherSd) =>
        dice.Uniform() < share ? mean + (sd * dice.Normal()) : otherMean + (otherSd * dice.Normal());
}

/// <summary>Random numbers of one repetition of a simulation.</summary>
internal sealed class Dice(long seed, uint repetition, uint part)
{
    private RandomStream stream = new(seed, Purpose.Resampling, repetition, part);

    public double Uniform() => (stream.Next() + 0.5) / 4294967296.0;

    /// <summary>A uniform number from 0 to n − 1, up to a bias of 2⁻³².</summary>
    public int Below(int n) => (int)(((ulong)stream.Next() * (ulong)n) >> 32);

    public double Normal() => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, Uniform());
}
