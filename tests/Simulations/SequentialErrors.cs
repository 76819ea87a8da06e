using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>The sign-flip test that is looked at after every pair.</summary>
internal static class SequentialErrors
{
    private const int MaxPairs = 1000;
    private const double Bar = 20;

    private static readonly double[] Effects = [0, 0.3, 0.5, 1];

    // Differences with mean 0 and standard deviation 1.
    private static readonly (string Name, Func<Dice, double> Draw)[] Differences =
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
            often it stops, in per cent, where the true difference is 0, and where it is 0.3, 0.5 and 1 standard deviation, with the mean number of
            pairs at the stop.

            """);
        Table.Write(
            ["difference", .. Effects.Select(effect => effect == 0 ? "no effect" : $"{Table.Number(effect)} sd")],
            [.. Differences.Select((difference, part) => (Func<string>)(() => Row(difference.Name, difference.Draw, part, repetitions)))]);
    }

    private static string Row(string name, Func<Dice, double> draw, int part, int repetitions) => Table.Line([name, .. Effects.Select(effect =>
    {
        var (stops, pairs) = (0, 0L);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(18, (uint)repetition, (uint)part);
            var test = new SequentialSignFlip();
            var n = 0;
            while (n < MaxPairs && test.Different < Bar)
            {
                test.Add(draw(dice) + effect);
                n++;
            }

            if (test.Different >= Bar)
            {
                stops++;
                pairs += n;
            }
        }

        var share = Table.Percent(stops, repetitions);
        return effect == 0 ? share : $"{share} / {Table.Number((double)pairs / stops, "F0")}";
    })]);
}
