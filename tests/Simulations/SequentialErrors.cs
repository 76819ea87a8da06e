using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>The sign-flip test that is looked at after every pair, beside a t test that is looked at as often.</summary>
internal static class SequentialErrors
{
    private const int MaxPairs = 1000;
    private const double Bar = 20;
    private const double Power = 0.9;

    private static readonly double[] Effects = [0.3, 0.5, 1];

    // What |t| must exceed with n pairs.
    private static readonly double[] Critical =
        [.. Enumerable.Range(0, MaxPairs + 1).Select(n => n < 2 ? double.PositiveInfinity : StudentTIntervals.Quantile(Estimate.DefaultLevel, n - 1))];

    /// <summary>Differences with mean 0 and standard deviation 1.</summary>
    public static (string Name, Func<Dice, double> Draw)[] Differences { get; } =
    [
        ("normal", dice => dice.Normal()),
        ("heavy-tailed, t(3)", dice => dice.HeavyTailed() / Math.Sqrt(3)),
        ("exponential less exponential", dice => (dice.Exponential() - dice.Exponential()) / Math.Sqrt(2)),
        ("exponential less its mean, not symmetric", dice => dice.Exponential() - 1),
    ];

    public static void Run(int repetitions)
    {
        Page.WriteLine($"""
            ## Looking after every pair

            The sequential sign-flip test of a difference (evidence of at least {Bar:N0}, that is 5 %), looked at after every pair up to {MaxPairs:N0}: how
            often it stops, in per cent, where the true difference is 0, and how often the paired t test has p ≤ 0.05 at one of these looks, from two
            pairs on. Then where the difference is 0.3, 0.5 and 1 standard deviation: how often it stops / the mean number of pairs, {MaxPairs:N0} where it does
            not stop / this as a multiple of the fixed number of pairs with which the t test has a power of {Power:P0} on normal differences.

            """);
        Table.Write(
            [
                "difference", "no effect", "no effect, t",
                .. Effects.Select(effect => $"{Table.Number(effect)} sd, fixed: {Table.Whole(PairedPower.PairsFor(Power, effect, 1))}"),
            ],
            [.. Differences.Select((difference, part) => (Func<string>)(() => Row(difference.Name, difference.Draw, part, repetitions)))]);
    }

    private static string Row(string name, Func<Dice, double> draw, int part, int repetitions)
    {
        var falseAlarms = Enumerable.Range(0, repetitions).Count(repetition => FindsByT(new Dice(18, (uint)repetition, (uint)part), draw));
        return Table.Line([
            name, Table.Percent(Stop(draw, 0, part, repetitions).Stops, repetitions), Table.Percent(falseAlarms, repetitions),
            .. Effects.Select(effect =>
            {
                var (stops, pairs) = Stop(draw, effect, part, repetitions);
                var mean = (double)pairs / repetitions;
                return $"{Table.Percent(stops, repetitions)} / {Table.Number(mean, "F0")} / "
                    + Table.Number(mean / PairedPower.PairsFor(Power, effect, 1), "F2");
            })]);
    }

    private static (int Stops, long Pairs) Stop(Func<Dice, double> draw, double effect, int part, int repetitions)
    {
        var (stops, pairs) = (0, 0L);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(18, (uint)repetition, (uint)part);
            var test = new SequentialSignFlip();
            for (var n = 0; n < MaxPairs && test.Different < Bar; n++)
            {
                test.Add(draw(dice) + effect);
                pairs++;
            }

            stops += test.Different >= Bar ? 1 : 0;
        }

        return (stops, pairs);
    }

    private static bool FindsByT(Dice dice, Func<Dice, double> draw)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var n = 1; n <= MaxPairs; n++)
        {
            var difference = draw(dice);
            sum += difference;
            squares += difference * difference;
            if (n > 1 && Math.Abs(sum) > Critical[n] * Math.Sqrt((squares - (sum * sum / n)) * n / (n - 1)))
            {
                return true;
            }
        }

        return false;
    }
}
