using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;
using Symmetry.Grains.Configuration;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Trials;

namespace Symmetry.Grains.Tests.Support;

/// <summary>Silos in this process with one store: a SQLite file, or the one that a test brings.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteResultStore? file;
    private readonly InProcessTestCluster cluster;

    private Cluster(int silos, Func<string, RunTrial> runOn, Action<DistributionOptions> configure, IResultStore? store)
    {
        Store = new FaultyStore(store ?? (file = SqliteResultStore.Open(StorePath)));
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((options, silo) =>
        {
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.NumMissedProbesLimit = 2;
                membership.NumVotesForDeathDeclaration = 1;
            });
            silo.Services.AddSingleton<IResultStore>(Store);
            silo.Services.AddSingleton(runOn(options.SiloName));
            silo.Services.AddSymmetryGrains(configure);
            silo.Services.AddSingleton<ILoggerProvider>(Alarms);
            silo.AddIncomingGrainCallFilter(async context =>
            {
                OnCall(context.MethodName);
                await context.Invoke();
            });
        });
        cluster = builder.Build();
    }

    public FaultyStore Store { get; }

    public Alarms Alarms { get; } = new();

    /// <summary>Called in the turn of a grain, with the name of the method, before each call.</summary>
    public Action<string> OnCall { get; set; } = _ => { };

    public string StorePath => folder.File("sweeps.db");

    public IGrainFactory Grains => cluster.Client;

    public IReadOnlyList<InProcessSiloHandle> Silos => cluster.Silos;

    /// <summary>Starts a silo without slots: the test reports results itself.</summary>
    public static Task<Cluster> StartIdleAsync(IResultStore? store = null) =>
        StartAsync(1, _ => (spec, _) => Small.ResultOf(spec), slots: 0, store: store);

    public static Task<Cluster> StartAsync(
        int silos, RunTrial run, int slots = 2, Action<DistributionOptions>? configure = null, IResultStore? store = null) =>
        StartAsync(silos, _ => run, slots, configure, store);

    public static async Task<Cluster> StartAsync(
        int silos, Func<string, RunTrial> runOn, int slots = 2, Action<DistributionOptions>? configure = null, IResultStore? store = null)
    {
        var started = new Cluster(silos, runOn, distribution =>
        {
            distribution.Slots = slots;
            configure?.Invoke(distribution);
        }, store);
        await started.cluster.DeployAsync();
        return started;
    }

    public Task KillAsync(InProcessSiloHandle silo) => cluster.KillSiloAsync(silo);

    /// <summary>Deactivates the grain; the next call activates it again.</summary>
    public Task DeactivateAsync(IAddressable grain) => cluster.DeactivateAsync(grain);

    public Task AddSiloAsync() => cluster.StartAdditionalSiloAsync();

    public ISweepGrain Sweep(Engine.Sweeps.Sweep sweep) => Grains.GetGrain<ISweepGrain>(sweep.Id);

    public async ValueTask DisposeAsync()
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
        file?.Dispose();
        folder.Dispose();
    }
}
