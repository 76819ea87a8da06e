namespace Symmetry.Simulations;

/// <summary>A distribution of the rate with which a training answers right. The number of right answers is binomial given that rate.</summary>
internal sealed class Rate
{
    private const int Draws = 2_000_000;

    private readonly Func<Dice, double> draw;
    private readonly Lazy<double> mean;

    private Rate(string name, Func<Dice, double> draw)
    {
        (Name, this.draw) = (name, draw);
        mean = new Lazy<double>(() => MeanOf(draw));
    }

    /// <summary>Rates of trainings from near-normal to far from it.</summary>
    public static Rate[] All { get; } =
    [
        new("normal, 0.83 ± 0.015", dice => 0.83 + (0.015 * dice.Normal())),
        new("all trainings alike, 0.0004", _ => 0.0004),
        new("all trainings alike, 0.995", _ => 0.995),
        new("heavy-tailed, 0.83 + 0.01 t(3)", dice => 0.83 + (0.01 * dice.HeavyTailed())),
        new("skewed, exponential 0.05", dice => 0.05 * dice.Exponential()),
        new("skewed, log-normal 0.05, σ = 1", dice => 0.05 * Math.Exp(dice.Normal())),
        new("bimodal, 0.70 and 0.40 at 70:30", dice => dice.Uniform() < 0.7 ? 0.7 + (0.03 * dice.Normal()) : 0.4 + (0.06 * dice.Normal())),
        new("rare failures, 0.83 and 0.10 at 95:5", dice => dice.Uniform() < 0.95 ? 0.83 + (0.015 * dice.Normal()) : 0.1 + (0.03 * dice.Normal())),
    ];

    public string Name { get; }

    /// <summary>What runs have right out of a number of images.</summary>
    public Shape OutOf(int total) => new(Name, total, mean.Value, dice => Binomial.Draw(dice, total, draw(dice)));

    // Over two million draws: at n = 100 its error is 0.7 % of the standard error, and less for smaller n.
    private static double MeanOf(Func<Dice, double> draw)
    {
        var dice = new Dice(1, 0, 0);
        var sum = 0.0;
        for (var i = 0; i < Draws; i++)
        {
            sum += Math.Clamp(draw(dice), 0, 1);
        }

        return sum / Draws;
    }
}
