namespace Symmetry.Protocol;

/// <summary>One schedule: a cluster, some sweeps, some faults, and everything in an order that the seed decides.</summary>
internal static class Schedule
{
    /// <summary>Within this time after the last fault, every sweep must have ended and been read.</summary>
    /// <remarks>
    /// A call that was lost is given up after 30 s, one that arrived late may end leases for 10 s, a coordinator moves after 20 s, and the watchdog
    /// wakes sweeps every 15 s.
    /// </remarks>
    public static readonly TimeSpan MaxRecovery = TimeSpan.FromSeconds(90);

    /// <summary>Runs a schedule.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="trace">Gets a line for each event; null for none.</param>
    /// <exception cref="Violation">An invariant does not hold.</exception>
    public static Outcome Run(long seed, Action<string>? trace = null)
    {
        var world = new World(seed, trace);
        var dice = world.Dice;
        var silos = 1 + dice.Below(3);
        var workloads = Enumerable.Range(0, dice.Pick([1, 1, 1, 2, 3])).Select(name => Workload.Draw(dice, name)).ToList();

        // Without faults and on one slot, all trials take 15 s at most.
        var trialTime = TimeSpan.FromSeconds(Math.Min(dice.Pick([0.005, 0.05, 0.2, 1]), 10.0 / workloads.Sum(workload => workload.Sweep.Trials)));
        var cluster = new Cluster(world, FaultPlan.Draw(dice, silos), workloads, silos, trialTime);
        var client = new Client(cluster);
        var disturbances = new Disturbances(cluster, client);
        var isRecovered = false;
        disturbances.Schedule();
        client.Start();

        RunUntil(() => world.Now > disturbances.End && workloads.All(workload => client.EndedAt.GetValueOrDefault(workload.Sweep.Id) > disturbances.End));
        isRecovered = true;
        var recovery = world.Now - disturbances.End;

        // Late messages, and coordinators that do not know that they were replaced, must not undo anything.
        if (dice.Chance(0.2))
        {
            var end = world.Now + dice.Seconds(0, 45);
            RunUntil(() => world.Now > end);
        }

        cluster.Checks.AtEnd();
        return new Outcome(world.Steps, world.Digest, recovery);

        void RunUntil(Func<bool> isOver)
        {
            while (!isOver())
            {
                var process = world.Step();
                cluster.Checks.AfterStep(process);
                client.ThrowIfViolated();
                Violation.Unless(
                    world.Now < disturbances.End + MaxRecovery || isRecovered,
                    $"some sweep has not ended {(world.Now - disturbances.End).TotalSeconds:F0} s after the last fault");
            }
        }
    }
}
