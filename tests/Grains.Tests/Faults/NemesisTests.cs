using System.Globalization;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Faults;

/// <summary>Random faults on silos in this process. Real processes and a real database: tests/Chaos.</summary>
public sealed class NemesisTests
{
    private const int Runs = 20;
    private const int MaxFaults = 3;
    private const string SeedVariable = "SYMMETRY_NEMESIS_SEED";

    private enum Fault
    {
        StoreIsAway,
        StoreFailsAfterSuccess,
        CoordinatorIsDeactivated,
        CancelAndResume,
        SiloIsKilled,
        CoordinatorsSiloIsKilled,
    }

    // The faults depend on (seed, run) only. To replay a failure, set the variable to the printed seed.
    [Fact]
    public async Task Random_faults_do_not_change_the_fingerprint()
    {
        var seed = long.Parse(Environment.GetEnvironmentVariable(SeedVariable) ?? "1", CultureInfo.InvariantCulture);
        await using var cluster = await Cluster.StartAsync(3, Slowly);
        for (var run = 0; run < Runs; run++)
        {
            var sweep = Small.Of($"run-{run}", 300);
            var told = $"{SeedVariable}={seed}, run {run}:";
            var stream = new RandomStream(seed, Purpose.Order, (uint)run);
            await cluster.Grains.SubmitAsync(sweep);
            for (var left = 1 + stream.Below(MaxFaults); left > 0; left--)
            {
                // Kills are rare, because it takes seconds until they are noticed.
                var drawn = stream.Below(11);
                var fault = drawn < 8 ? (Fault)(drawn % 4) : drawn < 10 ? Fault.SiloIsKilled : Fault.CoordinatorsSiloIsKilled;
                var at = stream.Below(500);
                told += $" {fault} at {at}";
                await cluster.UntilCommittedAsync(sweep, at);
                await DoAsync(cluster, sweep, fault, (int)stream.Below(3));
            }

            TestContext.Current.TestOutputHelper!.WriteLine(told);
            await cluster.AssertEndAsync(sweep, told);
        }
    }

    private static async Task DoAsync(Cluster cluster, Sweep sweep, Fault fault, int which)
    {
        switch (fault)
        {
            case Fault.StoreIsAway:
                cluster.Store.Before = Failing(2);
                break;
            case Fault.StoreFailsAfterSuccess:
                cluster.Store.After = Failing(2);
                break;
            case Fault.CoordinatorIsDeactivated:
                await cluster.DeactivateAsync(cluster.Sweep(sweep));
                break;
            case Fault.CancelAndResume:
                await cluster.AskAsync(grains => Done(grains.GetGrain<ISweepGrain>(sweep.Id).CancelAsync()));
                await cluster.AskAsync(grains => Done(grains.GetGrain<ISweepGrain>(sweep.Id).ResumeAsync()));
                break;
            case Fault.SiloIsKilled:
                await cluster.KillAsync(cluster.Silos[which % cluster.Silos.Count]);
                await cluster.AddSiloAsync();
                break;
            case Fault.CoordinatorsSiloIsKilled:
                await cluster.KillAsync(await cluster.CoordinatorsSiloAsync(sweep) ?? cluster.Silos[0]);
                await cluster.AddSiloAsync();
                break;
        }
    }

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    private static Action Failing(int times) => () =>
    {
        if (Interlocked.Decrement(ref times) >= 0)
        {
            throw new StoreException("away");
        }
    };

    private static TrialResult Slowly(TrialSpec spec, CancellationToken stop)
    {
        stop.WaitHandle.WaitOne(1);
        stop.ThrowIfCancellationRequested();
        return Small.ResultOf(spec);
    }
}
