namespace Symmetry.Protocol;

/// <summary>Many sweeps at once and no faults: does each get its share of the slots?</summary>
internal static class FairShare
{
    private const int Replicates = 10;
    private const int Silos = 2;

    /// <summary>Runs the sweeps until nine tenths of all trials have started.</summary>
    /// <returns>Whenever another tenth has started: the trials of each sweep on average, and those of the sweep with the fewest.</returns>
    public static IReadOnlyList<(double Share, long Smallest)> Run(long seed, int sweeps)
    {
        var world = new World(seed, trace: null);
        var workloads = Enumerable.Range(1000, sweeps).Select(name => Workload.Of(cells: 1, Replicates, name, fails: false)).ToList();
        var cluster = new Cluster(world, FaultPlan.None, workloads, Silos, TimeSpan.FromMilliseconds(200));
        var client = new Client(cluster);
        client.Start();
        var tenths = new List<(double Share, long Smallest)>();
        for (var tenth = 1; tenth <= 9; tenth++)
        {
            var share = Replicates * tenth / 10.0;
            while (cluster.Trainings.Values.Sum() < share * sweeps)
            {
                cluster.Checks.AfterStep(world.Step());
                client.ThrowIfViolated();
            }

            tenths.Add((share, workloads.Min(workload => cluster.Trainings.GetValueOrDefault(workload.Sweep.Id))));
        }

        return tenths;
    }
}
