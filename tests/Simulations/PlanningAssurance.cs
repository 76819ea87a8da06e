using Symmetry.Engine.Statistics;

namespace Symmetry.Simulations;

internal static class PlanningAssurance
{
    public static void Run(int repetitions)
    {
        Page.WriteLine("""
            ## Planning from a pilot

            How often, in per cent, the planned number of replicates is enough for a half-width of a third of the true sd (which
            needs 38), planned from a pilot of normal runs: with the pilot's sd as the truth, and with its 90 % upper limit.

            """);
        Table.Head("pilot runs", "sd as it is", "mean n", "assured 90 %", "mean n");
        foreach (var pilot in new[] { 5, 10, 30 })
        {
            var (plain, assured) = (0, 0);
            var (plainN, assuredN) = (0L, 0L);
            for (var repetition = 0; repetition < repetitions; repetition++)
            {
                var dice = new Dice(8, (uint)repetition, (uint)pilot);
                var values = Enumerable.Range(0, pilot).Select(_ => dice.Normal()).ToArray();
                var mean = values.Average();
                var sd = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (pilot - 1));
                var plan = ReplicatePlan.For(1 / 3.0, pilot, sd);
                plain += plan.Replicates >= 38 ? 1 : 0;
                assured += plan.AssuredReplicates >= 38 ? 1 : 0;
                plainN += plan.Replicates;
                assuredN += plan.AssuredReplicates;
            }

            Table.Row(
                Table.Number(pilot, "F0"),
                Table.Percent(plain, repetitions),
                Table.Number((double)plainN / repetitions),
                Table.Percent(assured, repetitions),
                Table.Number((double)assuredN / repetitions));
        }
    }
}
