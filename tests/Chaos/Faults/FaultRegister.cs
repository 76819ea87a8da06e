using Symmetry.Chaos.Proxies;
using Symmetry.Engine.Numerics;

namespace Symmetry.Chaos.Faults;

/// <summary>The faults that the nemesis draws from, with how often each is drawn.</summary>
internal sealed class FaultRegister
{
    private const int MaxFaults = 3;

    // Faults after which the cluster needs half a minute to recover are rare.
    private static readonly (IFault Fault, int Weight)[] Everywhere =
    [
        (new KillSilo(), 8), (new KillCoordinator(), 8), (new KillAll(), 1), (new DrainSilo(), 6),
        (new SuspendSilo("Pause", FaultTarget.Short), 4), (new SuspendSilo("Freeze", FaultTarget.Long), 1),
        (new CrashDatabase(), 4), (new RestoreBackup(afterEnd: false), 6), (new RestoreBackup(afterEnd: true), 3), (new PromoteReplica(), 3),
        (new CancelAtEnd(), 3), (new CancelTwice(), 3),
        (new CutCoordinatorFromDatabase(ProxyMode.Refusing), 1), (new CutCoordinatorFromDatabase(ProxyMode.Held), 1),
        (new CutCoordinatorFromDatabase(ProxyMode.Swallowing), 1),
        .. Enum.GetValues<Link>().SelectMany(link => (IEnumerable<(IFault, int)>)
        [
            (new ResetLink(link), 2),
            (new DisturbLink(link, ProxyMode.Held, FaultTarget.Short), 1),
            .. Enum.GetValues<ProxyMode>().Where(mode => mode is not ProxyMode.Open).Select(mode => ((IFault)new DisturbLink(link, mode, FaultTarget.Long), 1)),
        ]),
    ];

    private static readonly (IFault Fault, int Weight)[] OnSmallDisks =
        [(new FillDisk(withLog: false), 2), (new FillDisk(withLog: true), 2), (new FillEmbeddedDisk(), 2)];

    private static readonly (IFault Fault, int Weight)[] OnSlowDisks = [(new SlowDisk(), 3)];

    private static readonly (IFault Fault, int Weight)[] OnNetworks =
        [(new PartitionSilo("Cut", FaultTarget.Short), 4), (new PartitionSilo("Partition", FaultTarget.Long), 2)];

    private static readonly (IFault Fault, int Weight)[] WithClocks =
    [
        (new SetClock("ClockBack1h", TimeSpan.FromHours(-1)), 2), (new SetClock("ClockBack20s", TimeSpan.FromSeconds(-20)), 2),
        (new SetClock("ClockAhead1h", TimeSpan.FromHours(1)), 2),
    ];

    private readonly (IFault Fault, int Weight)[] faults;

    private FaultRegister((IFault Fault, int Weight)[] faults) => this.faults = faults;

    /// <summary>Selects the faults that are possible on a machine.</summary>
    public FaultRegister(MachineSupport machine) => faults =
    [
        .. Everywhere, .. machine.HasSmallDisk ? OnSmallDisks : [], .. machine.HasSlowDisk ? OnSlowDisks : [], .. machine.HasNetwork ? OnNetworks : [],
        .. machine.HasClocks ? WithClocks : [],
    ];

    /// <summary>The names of the faults.</summary>
    public IEnumerable<string> Names => faults.Select(entry => entry.Fault.Name).Distinct();

    /// <summary>A register of some of these faults.</summary>
    public FaultRegister Select(string[] names) => new([.. faults.Where(entry => names.Contains(entry.Fault.Name))]);

    /// <summary>Draws the faults of a run.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="run">The number of the run.</param>
    /// <param name="trials">The trials of its sweep.</param>
    /// <param name="silos">The number of silos.</param>
    public PlannedFault[] Draw(long seed, int run, long trials, int silos)
    {
        var stream = new RandomStream(seed, Purpose.Order, (uint)run);
        var drawn = new PlannedFault[1 + stream.Below(MaxFaults)];
        for (var i = 0; i < drawn.Length; i++)
        {
            var weight = (int)stream.Below((uint)faults.Sum(entry => entry.Weight));
            var fault = faults.First(entry => (weight -= entry.Weight) < 0).Fault;
            drawn[i] = new PlannedFault(fault, stream.Below((uint)trials * 9 / 10), (int)stream.Below((uint)silos));
        }

        return [.. drawn.OrderBy(fault => fault.AtTrial)];
    }
}
