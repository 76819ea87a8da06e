using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.GrainDirectory;
using Orleans.Runtime.Hosting;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Features;
using Symmetry.Grains.Configuration;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Sweeps;
using Symmetry.Grains.Trials;
using Symmetry.Grains.Work;
using Symmetry.Hosting;
using Symmetry.Hosting.Programs;

namespace Symmetry.Grains;

/// <summary>The services of a silo that distribute sweeps.</summary>
public static class GrainsServices
{
    private const int MaxCachedAddresses = 10_000;
    private static readonly TimeSpan LoadInterval = TimeSpan.FromSeconds(10);

    /// <summary>Adds slots, worker and watchdog. The caller adds an <see cref="IResultStore"/>, if the silo has one, and Orleans before this.</summary>
    /// <remarks>
    /// Hosted services start in the order in which they are added and stop in reverse, and the worker needs a running silo. A
    /// <see cref="RunTrial"/>, <see cref="DataSetFolder"/> or <see cref="TimeProvider"/> that was added before is used.
    /// </remarks>
    public static IServiceCollection AddSymmetryGrains(this IServiceCollection services, Action<DistributionOptions> configure)
    {
        services.Configure(configure);

        // Orleans caches a million addresses by default, 200 bytes each. Most would be of trial grains, which are called once.
        services.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = MaxCachedAddresses);

        // Few grains are placed by load, so silos exchange their load less often than every second.
        services.Configure<DeploymentLoadPublisherOptions>(load => load.DeploymentLoadPublisherRefreshTime = LoadInterval);
        services.AddSingleton<TrialDirectory>();
        services.AddGrainDirectory(TrialDirectory.Name, (provider, _) => provider.GetRequiredService<TrialDirectory>());

        // The cache of addresses for grains that have a directory of their own: no others than those of trials.
        services.AddSingleton<IGrainDirectoryCache>(provider => provider.GetRequiredService<TrialDirectory>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new DataSetFolder("data-sets"));
        services.TryAddSingleton(provider => new FeatureStore(dataSets: provider.GetRequiredService<DataSetFolder>()));
        services.TryAddSingleton<IProgramRunner, ProgramRunner>();
        if (!services.Any(service => service.ServiceType == typeof(RunTrial)))
        {
            services.AddSingleton(provider =>
                new TrialResources(provider.GetRequiredService<FeatureStore>(), provider.GetRequiredService<IProgramRunner>()));
            services.AddSingleton<RunTrial>(provider =>
            {
                var resources = provider.GetRequiredService<TrialResources>();
                return (spec, stop) => spec.Run(resources, stop);
            });
            services.AddSingleton<RunTrialsTogether>(provider =>
            {
                var resources = provider.GetRequiredService<TrialResources>();
                return trials => TrialSpec.RunTogether(trials, resources);
            });
        }

        services.AddSingleton(provider => new TrainingSlots(
            provider.GetRequiredService<IOptions<DistributionOptions>>().Value.Slots,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ITrainingSlots>(provider => provider.GetRequiredService<TrainingSlots>());
        services.AddSingleton<SweepCache>();
        services.AddSingleton<TrialRunner>();
        services.AddSingleton<WorkList>();
        services.AddSingleton<WorkerBell>();

        var options = new DistributionOptions();
        configure(options);
        if (!options.HasStore)
        {
            // Orleans places a grain only on silos that have its class.
            services.PostConfigure<GrainTypeOptions>(types => types.Classes.ExceptWith([typeof(SweepCatalogGrain), typeof(SweepGrain)]));
        }

        if (!options.ReadOnly)
        {
            services.AddHostedService<SiloWorker>();
            services.AddHostedService<Watchdog>();
        }

        return services;
    }
}
