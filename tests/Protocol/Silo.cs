using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Symmetry.Grains.Configuration;
using Symmetry.Grains.Sweeps;
using Symmetry.Grains.Trials;
using Symmetry.Grains.Work;
using Symmetry.Hosting;

namespace Symmetry.Protocol;

/// <summary>A silo: a process with the real worker and the real watchdog, and the coordinators that are placed on it.</summary>
internal sealed class Silo
{
    private static readonly DataSetFolder DataSets = new("none");

    private readonly Cluster cluster;
    private readonly IOptions<DistributionOptions> options;
    private readonly StoreConnection store;
    private readonly WorkerBell bell;
    private Task? working;
    private Task? watching;

    public Silo(Cluster cluster, Process process, int place, int generation)
    {
        this.cluster = cluster;
        Process = process;
        Place = place;
        Address = SiloAddress.New(new IPEndPoint(new IPAddress([10, 0, 0, (byte)(place + 1)]), 11111), generation);
        options = Options.Create(new DistributionOptions { Slots = 1 + cluster.World.Dice.Below(2) });
        bell = new WorkerBell(process.Clock);
        store = new StoreConnection(cluster.World, process, place, cluster.Database, cluster.Faults);
    }

    public Process Process { get; }

    public int Place { get; }

    public SiloAddress Address { get; }

    /// <summary>Whether the others know that it has ended or take it for dead.</summary>
    public bool IsDeclaredDead { get; set; }

    /// <summary>What fails when it is declared dead: calls to it that have no answer yet.</summary>
    public List<Action> Pending { get; } = [];

    public bool IsStopping { get; private set; }

    /// <summary>Asks the silo to stop, as SIGTERM does.</summary>
    public Action Stop { get; private set; } = () => { };

    public void Start()
    {
        var stop = new CancellationTokenSource();
        Stop = () =>
        {
            IsStopping = true;
            stop.Cancel();
        };
        var slots = new SlotsOfSilo(options.Value.Slots);
        var grains = new SimulatedGrains(cluster, Process, new Training(cluster, this, slots.Count));
        var worker = new SiloWorker(
            grains, slots, new SweepCache(grains, DataSets, options), new WorkList(), bell, new SiloDetails(Address), options, Process.Clock,
            LoggerOf<SiloWorker>());
        var watchdog = new Watchdog(grains, options, Process.Clock, LoggerOf<Watchdog>());
        Process.Post(() => working = worker.RunAsync(stop.Token));
        Process.Post(() => watching = watchdog.RunAsync(stop.Token));
    }

    /// <summary>Throws if the worker or the watchdog has ended, though the silo runs.</summary>
    public void ThrowIfEnded()
    {
        Violation.Unless(IsStopping || working is not { IsCompleted: true }, $"the worker of {this} has ended: {working?.Exception?.InnerException}");
        Violation.Unless(IsStopping || watching is not { IsCompleted: true }, $"the watchdog of {this} has ended: {watching?.Exception?.InnerException}");
    }

    public SweepCoordinator NewCoordinator(IPlacement placement, string id) =>
        new(id, store, placement, options, Process.Clock, LoggerOf<SweepCoordinator>());

    public SweepCatalog NewCatalog(IPlacement placement) => new(store, placement, DataSets, bell, options, Process.Clock, LoggerOf<SweepCatalog>());

    public override string ToString() => Process.Name;

    private ILogger<T> LoggerOf<T>() => cluster.World.IsTraced ? new TraceLogger<T>(cluster.World, Process) : NullLogger<T>.Instance;
}
