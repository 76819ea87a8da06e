using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Symmetry.Engine.Features;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Trials;
using Symmetry.Grains.Work;
using Symmetry.Hosting;

namespace Symmetry.Grains;

/// <summary>What a silo needs to distribute sweeps.</summary>
public static class GrainsServices
{
    private const int MaxPlacesKnown = 10_000;
    private static readonly TimeSpan LoadInterval = TimeSpan.FromSeconds(10);

    /// <summary>Adds slots, worker and watchdog. The caller adds an <see cref="IResultStore"/>, and Orleans before this.</summary>
    /// <remarks>
    /// Orleans before, because hosted services start in the order in which they are added, and stop in the reverse: the worker
    /// must find a silo that runs. <see cref="RunTrial"/>, <see cref="DataSetFolder"/> and <see cref="TimeProvider"/> are taken as they are, if added.
    /// </remarks>
    public static IServiceCollection AddSymmetryGrains(this IServiceCollection services, Action<DistributionOptions> configure)
    {
        services.Configure(configure);

        // Orleans remembers where a million grains are; a trial's grain is asked for once, and is gone. Each costs some 200 bytes.
        services.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = MaxPlacesKnown);

        // Few grains are placed by load, so every silo need not hear of every other one each second.
        services.Configure<DeploymentLoadPublisherOptions>(load => load.DeploymentLoadPublisherRefreshTime = LoadInterval);
        services.AddGrainDirectory(TrialDirectory.Name, (_, _) => new TrialDirectory());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new DataSetFolder("data-sets"));
        services.TryAddSingleton(provider => new FeatureStore(dataSets: provider.GetRequiredService<DataSetFolder>()));
        services.TryAddSingleton<RunTrial>(provider =>
        {
            var features = provider.GetRequiredService<FeatureStore>();
            return (spec, stop) => spec.Run(features, stop);
        });
        services.AddSingleton(provider => new TrainingSlots(
            provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<DistributionOptions>>().Value.Slots,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SweepCache>();
        services.AddSingleton<TrialRunner>();
        services.AddSingleton<WorkList>();

        var options = new DistributionOptions();
        configure(options);
        if (!options.ReadOnly)
        {
            services.AddHostedService<SiloWorker>();
            services.AddHostedService<Watchdog>();
        }

        return services;
    }
}
