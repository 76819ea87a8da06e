using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

internal static class PlanningAssurance
{
    private const int True = 200_000;
    private static readonly string[] Real = ["no bias identity -X", "bias identity -X", "bias identity both -X", "bias gradient X and -X"];

    public static void Run(int repetitions)
    {
        Page.WriteLine("""
            ## Planning from a pilot

            How often, in per cent, the planned number of replicates is enough for a half-width of a third of the true sd, planned from
            a pilot of a few runs: with the pilot's sd taken as the true one, and with its 90 % upper limit. The column "needed" is what the same
            plan requires when it knows the distribution (200,000 runs).

            """);
        Table.Head("shape", "needed", "pilot runs", "sd as it is", "mean n", "assured 90 %", "mean n");
        Shape[] shapes = [Shape.All[0], .. RealCells.Paper.Shapes.Where(shape => Real.Contains(shape.Name))];
        for (var s = 0; s < shapes.Length; s++)
        {
            var shape = shapes[s];
            var whole = shape.Draw(new Dice(8, 0, (uint)s), True);
            var goal = whole.StandardDeviation / 3;
            var needed = ReplicatePlan.For(goal, whole).Replicates;
            foreach (var pilot in new[] { 5, 10, 30 })
            {
                var (plain, assured) = (0, 0);
                var (plainN, assuredN) = (0L, 0L);
                for (var repetition = 0; repetition < repetitions; repetition++)
                {
                    var plan = ReplicatePlan.For(goal, shape.Draw(new Dice(9 + pilot, (uint)repetition, (uint)s), pilot));
                    plain += plan.Replicates >= needed ? 1 : 0;
                    assured += plan.AssuredReplicates >= needed ? 1 : 0;
                    plainN += plan.Replicates;
                    assuredN += plan.AssuredReplicates;
                }

                Table.Row(
                    shape.Name,
                    Table.Number(needed, "F0"),
                    Table.Number(pilot, "F0"),
                    Table.Percent(plain, repetitions),
                    Table.Number((double)plainN / repetitions),
                    Table.Percent(assured, repetitions),
                    Table.Number((double)assuredN / repetitions));
            }
        }
    }
}
