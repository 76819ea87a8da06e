using Symmetry.Analysis.Runs;

namespace Symmetry.Simulations;

/// <summary>The decision between two cells, which is looked at after every replicate.</summary>
internal static class DecisionErrors
{
    private const int MaxPairs = 1000;
    private const double Margin = 0.2;

    private static readonly double[] Effects = [-Margin, 0, Margin / 2, Margin, 0.3, 0.5];

    public static void Run(int repetitions)
    {
        Page.WriteLine($"""
            ## Deciding between two cells

            `replicates: decide` with a margin of {Table.Number(Margin)} standard deviations of the difference, A − B, and at most {MaxPairs:N0} replicates,
            looked at after every one: how often, in per cent, it says that A is better, that B is better, and that they are equivalent; how often
            it is wrong, and the mean number of replicates. Wrong is "B is better" where A is or they do not differ, the reverse, and "equivalent"
            where the difference is the margin or more. With a difference below the margin, both "A is better" and "equivalent" are right.

            """);
        var rows = SequentialErrors.Differences.SelectMany(difference => Effects.Select(effect => (difference.Name, difference.Draw, Effect: effect))).ToList();
        Table.Write(
            ["difference", "A − B", "A better", "B better", "equivalent", "undecided", "wrong", "replicates"],
            [.. rows.Select((row, part) => (Func<string>)(() => Row(row.Name, row.Draw, row.Effect, part, repetitions)))]);
    }

    /// <summary>The verdicts on one true difference.</summary>
    /// <param name="name">How the table calls the differences.</param>
    /// <param name="draw">Draws a difference with mean 0 and standard deviation 1.</param>
    /// <param name="effect">The true difference.</param>
    /// <param name="part">The place of the row.</param>
    /// <param name="repetitions">How many decisions are made.</param>
    public static string Row(string name, Func<Dice, double> draw, double effect, int part, int repetitions)
    {
        var (verdicts, replicates) = (new int[4], 0L);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var dice = new Dice(20, (uint)repetition, (uint)part);
            var decision = new Decision(Margin, MaxPairs);
            while (!decision.IsOver)
            {
                decision.Add(draw(dice) + effect, 0);
            }

            verdicts[(int)decision.Verdict]++;
            replicates += decision.Replicates;
        }

        var (first, second, equivalent) = (
            verdicts[(int)DecisionVerdict.FirstBetter], verdicts[(int)DecisionVerdict.SecondBetter], verdicts[(int)DecisionVerdict.Equivalent]);
        var wrong = (effect <= 0 ? first : 0) + (effect >= 0 ? second : 0) + (Math.Abs(effect) >= Margin ? equivalent : 0);
        return Table.Line([
            name, $"{Table.Number(effect)} sd",
            .. new[] { first, second, equivalent, verdicts[(int)DecisionVerdict.Undecided], wrong }.Select(count => Table.Percent(count, repetitions)),
            Table.Number((double)replicates / repetitions, "F0")]);
    }
}
