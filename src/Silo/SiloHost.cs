using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Symmetry.Grains;
using Symmetry.Grains.Storage;
using Symmetry.Hosting;
using Symmetry.Silo.Clustering;
using Symmetry.Silo.Health;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>Builds the silo of the program: standalone with a SQLite file, or a member of a cluster with PostgreSQL.</summary>
internal static class SiloHost
{
    /// <summary>Opens the store and builds the host, which closes the store when it is disposed.</summary>
    /// <exception cref="DataFolderException">The data folder cannot be used.</exception>
    /// <exception cref="StoreFormatException">The database was not migrated, or a newer version migrated it.</exception>
    /// <exception cref="PluginException">An extension cannot be used.</exception>
    /// <exception cref="StoreException">The database does not answer.</exception>
    public static async Task<IHost> BuildAsync(SiloSettings settings, CancellationToken stop)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(TimeProvider.System);
        SiloLogging.Configure(builder.Logging, settings.Log);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = SiloShutdown.MaxDrain);

        // Services start in this order and stop in reverse: health requests are answered while the silo starts and leaves.
        if (settings.Health is { } endpoint)
        {
            builder.Services.AddSingleton<SiloHealth>();
            builder.Services.AddSingleton(endpoint);
            builder.Services.AddHostedService<HealthPort>();
        }

        PluginLoader.Load(settings.Extensions);
        builder.Services.AddSingleton(settings);
        builder.Services.AddHostedService<SiloLog>();
        builder.AddTelemetry(settings);
        return settings.Database is { } database
            ? BuildMember(builder, settings, await PostgresResultStore.OpenAsync(database, stop))
            : BuildStandalone(builder, settings, DataFolder.Open(settings.Data));
    }

    private static IHost BuildStandalone(HostApplicationBuilder builder, SiloSettings settings, DataFolder folder)
    {
        builder.Services.AddSingleton(_ => folder);
        builder.AddLoopbackSilo(settings.SiloPort, settings.GatewayPort);
        builder.Services.AddSweeps(folder.Store, settings.DataSetsPath, distribution => distribution.Slots = settings.Slots);
        AddPage(builder, settings);

        // Created by the container, so that the container disposes it after everything that uses it.
        var host = builder.Build();
        host.Services.GetRequiredService<DataFolder>();
        return host;
    }

    private static IHost BuildMember(HostApplicationBuilder builder, SiloSettings settings, PostgresResultStore store)
    {
        builder.Services.AddSingleton(_ => store);
        builder.AddClusterSilo(settings);
        builder.Services.AddHostedService<MembershipLog>();
        builder.Services.AddSweeps(store, settings.DataSetsPath, distribution => distribution.Slots = settings.Slots);
        AddPage(builder, settings);
        var host = builder.Build();
        host.Services.GetRequiredService<PostgresResultStore>();
        return host;
    }

    // Last, so that the grains are available when the page is.
    private static void AddPage(HostApplicationBuilder builder, SiloSettings settings)
    {
        if (settings.Dashboard)
        {
            builder.UseOrleans(DashboardPart.AddTo);
        }

        if (settings.Page is { } page)
        {
            builder.Services.AddSingleton(page);
            builder.Services.AddHostedService<WebService>();
        }
    }
}
