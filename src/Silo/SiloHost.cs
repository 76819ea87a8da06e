using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Symmetry.Grains;
using Symmetry.Grains.Storage;
using Symmetry.Hosting;
using Symmetry.Silo.Clustering;
using Symmetry.Silo.Health;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>Puts the program's silo together: alone with a SQLite file, or a member of a cluster over PostgreSQL.</summary>
internal static class SiloHost
{
    private static readonly TimeSpan MaxShutdown = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxLeaving = TimeSpan.FromSeconds(10);

    /// <summary>Opens the store and puts the host around it; the host ends on SIGTERM and Ctrl-C, and closes the store when it is disposed.</summary>
    /// <exception cref="DataFolderException">The data folder cannot be used.</exception>
    /// <exception cref="StoreFormatException">The database was not migrated, or by a newer version.</exception>
    /// <exception cref="PluginException">An extension cannot be used.</exception>
    /// <exception cref="StoreException">The database does not answer.</exception>
    public static async Task<IHost> BuildAsync(SiloSettings settings, CancellationToken stop)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(TimeProvider.System);
        SiloLogging.Set(builder.Logging, settings.JsonLog);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = MaxShutdown);

        // Services start in this order and stop in the reverse: health can say that the silo starts, and that it leaves.
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
            : BuildAlone(builder, settings, DataFolder.Open(settings.Data));
    }

    /// <summary>Runs the silo until it is told to end, and then for as long as leaving may take.</summary>
    /// <returns>Whether it has left; <c>false</c> if that takes longer.</returns>
    public static async Task<bool> RunAsync(IHost silo, CancellationToken stop)
    {
        var time = silo.Services.GetRequiredService<TimeProvider>();
        var leaves = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = silo.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => leaves.TrySetResult());
        var run = silo.RunAsync(stop);
        if (await Task.WhenAny(run, leaves.Task) != run && await Task.WhenAny(run, Task.Delay(MaxLeaving, time, CancellationToken.None)) != run)
        {
            return false;
        }

        await run;
        return true;
    }

    private static IHost BuildAlone(HostApplicationBuilder builder, SiloSettings settings, DataFolder folder)
    {
        builder.Services.AddSingleton(_ => folder);
        builder.AddLoopbackSilo(settings.SiloPort, settings.GatewayPort);
        builder.Services.AddSweeps(folder.Store, settings.DataSets, distribution => distribution.Slots = settings.Slots);
        AddPage(builder, settings);

        // Made by the container, so that the container closes it, after everything that uses it.
        var host = builder.Build();
        host.Services.GetRequiredService<DataFolder>();
        return host;
    }

    private static IHost BuildMember(HostApplicationBuilder builder, SiloSettings settings, PostgresResultStore store)
    {
        builder.Services.AddSingleton(_ => store);
        builder.AddClusterSilo(settings);
        builder.Services.AddHostedService<MembershipLog>();
        builder.Services.AddSweeps(store, settings.DataSets, distribution => distribution.Slots = settings.Slots);
        AddPage(builder, settings);
        var host = builder.Build();
        host.Services.GetRequiredService<PostgresResultStore>();
        return host;
    }

    // Last, so that there are grains to ask when the first browser comes.
    private static void AddPage(HostApplicationBuilder builder, SiloSettings settings)
    {
        if (settings.Dashboard)
        {
            builder.UseOrleans(DashboardPart.AddTo);
        }

        if (settings.Web is { } web)
        {
            builder.Services.AddSingleton(web);
            builder.Services.AddHostedService<WebService>();
        }
    }
}
