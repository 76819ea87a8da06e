namespace Symmetry.Protocol;

/// <summary>Makes the faults of a plan happen that are more than a bad answer of the network or the store.</summary>
internal sealed class Disturbances(Cluster cluster, Client client)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(6);

    private readonly World world = cluster.World;

    /// <summary>When everything runs again.</summary>
    public TimeSpan End { get; } = cluster.Faults.End + Rest;

    public void Schedule()
    {
        foreach (var fault in cluster.Faults.Faults)
        {
            world.After(fault.From, () =>
            {
                world.Trace($"FAULT: {fault}");
                Begin(fault);
            });
        }

        world.After(cluster.Faults.End, () =>
        {
            foreach (var silo in cluster.Silos.ToList())
            {
                Revive(silo);
            }
        });
    }

    private void Begin(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                Kill(cluster.Silos[fault.Place], fault);
                break;
            case FaultKind.KillAll:
                cluster.Silos.ToList().ForEach(silo => Kill(silo, fault));
                break;
            case FaultKind.Stop:
                Stop(cluster.Silos[fault.Place], fault);
                break;
            case FaultKind.Freeze when cluster.Silos[fault.Place] is { Process.State: ProcessState.Running } silo:
                silo.Process.Freeze();
                DeclareUnlessBack(silo, fault);
                world.After(fault.Until - fault.From, () => Revive(silo));
                break;
            case FaultKind.Isolate:
                var isolated = cluster.Silos[fault.Place];
                DeclareUnlessBack(isolated, fault);
                world.After(fault.Until - fault.From, () => Revive(isolated));
                break;
            case FaultKind.StoreFallsBack:
                cluster.Database.FallBack();
                break;
            case FaultKind.RowIsDamaged:
                cluster.Database.DamageRow();
                break;
            case FaultKind.SecondActivation:
                cluster.ForgetActivation(Key());
                break;
            case FaultKind.Deactivation:
                cluster.Deactivate(Key());
                break;
            case FaultKind.WallClockIsSet:
                cluster.Silos[fault.Place].Process.Clock.WallOffset += world.Dice.Seconds(-90_000, 90_000);
                break;
            case FaultKind.CancelAndResume:
                client.CancelAndResume(world.Dice.Pick([.. cluster.Workloads.Keys.Order(StringComparer.Ordinal)]), fault.Until - fault.From);
                break;
        }
    }

    private string Key() => world.Dice.Pick([Cluster.CatalogKey, .. cluster.Workloads.Keys.Order(StringComparer.Ordinal)]);

    private void Kill(Silo silo, Fault fault)
    {
        cluster.Kill(silo);
        world.After(fault.Until - fault.From, () => Revive(silo));
    }

    private void Stop(Silo silo, Fault fault)
    {
        silo.Process.Post(() => silo.Stop());
        world.After(TimeSpan.FromSeconds(2), () =>
        {
            cluster.Kill(silo);
            cluster.Declare(silo);
        });
        world.After(fault.Until - fault.From + TimeSpan.FromSeconds(2.5), () => Revive(silo));
    }

    private void DeclareUnlessBack(Silo silo, Fault fault)
    {
        var noticed = world.Dice.Seconds(2.5, 4);
        if (noticed < fault.Until - fault.From)
        {
            world.After(noticed, () => cluster.Declare(silo));
        }
    }

    // A silo that was declared dead while it lived runs on until it reads the membership table.
    private void Revive(Silo silo)
    {
        if (silo.Process.State == ProcessState.Frozen)
        {
            silo.Process.Thaw();
        }

        if (silo.Process.State == ProcessState.Running && silo.IsDeclaredDead)
        {
            world.After(world.Dice.Seconds(0, 2), () =>
            {
                cluster.Kill(silo);
                Restart(silo);
            });
        }
        else if (silo.Process.State == ProcessState.Dead)
        {
            Restart(silo);
        }
    }

    private void Restart(Silo silo)
    {
        if (cluster.Silos[silo.Place] == silo)
        {
            cluster.Start(silo.Place);
        }
    }
}
