using Microsoft.Extensions.DependencyInjection;
using Symmetry.Grains;
using Symmetry.Grains.Storage;
using Symmetry.Hosting;
using Symmetry.Hosting.Security;
using Symmetry.Silo.Clustering;
using Symmetry.Silo.Health;
using Symmetry.Silo.Restarting;
using Symmetry.Silo.Security;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>Builds the silo of the program: standalone, or a member of a cluster with PostgreSQL or with a head.</summary>
internal static class SiloHost
{
    /// <summary>Opens the store and builds the host, which closes the store when it is disposed.</summary>
    /// <exception cref="DataFolderException">The data folder cannot be used.</exception>
    /// <exception cref="StoreFormatException">The database was not migrated, or a newer version migrated it.</exception>
    /// <exception cref="StoreException">The database does not answer.</exception>
    /// <exception cref="SettingsException">A port is in use.</exception>
    public static async Task<IHost> BuildAsync(SiloSettings settings, CancellationToken stop)
    {
        PortCheck.Require(settings);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<SteadyTime>().AddSingleton<TimeProvider>(services => services.GetRequiredService<SteadyTime>());
        builder.Services.AddSingleton<SiloRestart>().AddHostedService<ClockWatch>();

        // RestartingSilo handles signals, also between two hosts.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        SiloLogging.Configure(builder.Logging, settings.Log);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = SiloShutdown.MaxDrain);

        // Services start in this order and stop in reverse: health requests are answered while the silo starts and leaves.
        if (settings.Health is { } endpoint)
        {
            builder.Services.AddSingleton<SiloHealth>();
            builder.Services.AddSingleton(endpoint);
            builder.Services.AddHostedService<HealthPort>();
        }

        builder.Services.AddSingleton(settings);
        builder.Services.AddHostedService<SiloLog>();
        builder.AddTelemetry(settings);
        if (settings.IsInCluster)
        {
            builder.AddClusterSilo(settings).Services.AddHostedService<MembershipLog>().AddHostedService<OwnStatusWatch>();
            if (settings.Join is null)
            {
                builder.Services.AddSingleton<IFatalErrorHandler, FatalErrorExit>();
            }
        }
        else
        {
            builder.AddLoopbackSilo(settings.SiloPort, settings.GatewayPort).UseOrleans(silo => silo.AddCallerRoles());
            builder.Services.AddSingleton<ISiloProof>(new ProcessProof());
        }

        if (settings.Database is { } database)
        {
            var store = await PostgresResultStore.OpenAsync(database, stop);
            var silo = Build(builder, settings, store, store);
            try
            {
                await silo.Services.GetRequiredService<SiloIdentity>().ChooseAsync(stop);
                return silo;
            }
            catch
            {
                silo.Dispose();
                throw;
            }
        }

        if (settings.Join is not null)
        {
            return Build(builder, settings);
        }

        var folder = DataFolder.Open(settings.Data);
        return Build(builder, settings, folder.Store, folder);
    }

    private static IHost Build<T>(HostApplicationBuilder builder, SiloSettings settings, IResultStore store, T owner)
        where T : class, IDisposable
    {
        // Created by the container, so that the container disposes it after everything that uses it.
        builder.Services.AddSingleton(_ => owner).AddSingleton(store);
        var host = Build(builder, settings);
        host.Services.GetRequiredService<T>();
        return host;
    }

    private static IHost Build(HostApplicationBuilder builder, SiloSettings settings)
    {
        builder.Services.AddSweeps(new DataSetFolder(settings.DataSetsPath), distribution =>
        {
            distribution.Slots = settings.Slots;
            distribution.HasStore = settings.Join is null;
            distribution.AllowPrograms = settings.AllowPrograms;
        });
        AddPage(builder, settings);
        return builder.Build();
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
