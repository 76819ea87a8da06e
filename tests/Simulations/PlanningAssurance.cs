using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>How often a planned number of replicates is enough.</summary>
internal static class PlanningAssurance
{
    private static readonly int[] Pilots = [5, 10, 30];

    public static void Run(int repetitions)
    {
        Page.WriteLine("""
            ## Planning from a pilot

            `plan`: how often, in per cent, the number of replicates that is planned from a pilot reaches what a half-width of a third of the true sd
            needs when that sd is known: with the pilot's sd as it is / with its 90 % upper limit, which shall be enough in 90 % of cases.

            """);
        Table.Write(
            ["rate of a run, or real cell", .. Pilots.Select(n => $"pilot of {n}")],
            [.. RunDistributions.All.Select((shape, part) => (Func<string>)(() => Row(shape, part, repetitions)))]);
    }

    private static string Row(Shape shape, int part, int repetitions)
    {
        var whole = shape.Draw(new Dice(13, 0, (uint)part), 1_000_000);
        var goal = whole.StandardDeviation / 3;
        var needed = ReplicatePlan.For(goal, whole).Replicates;
        return Table.Line([shape.Name, .. Pilots.Select(pilot =>
        {
            var (plain, assured) = (0, 0);
            for (var repetition = 0; repetition < repetitions; repetition++)
            {
                var plan = ReplicatePlan.For(goal, shape.Draw(new Dice(14, (uint)repetition, (uint)((part * 100) + pilot)), pilot));
                plain += plan.Replicates >= needed ? 1 : 0;
                assured += plan.AssuredReplicates >= needed ? 1 : 0;
            }

            return $"{Table.Percent(plain, repetitions)} / {Table.Percent(assured, repetitions)}";
        })]);
    }
}
