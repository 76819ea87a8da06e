using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Symmetry.Silo;

/// <summary>A silo for clients in other processes of this machine, with its results in a SQLite file.</summary>
internal static class LocalSilo
{
    private static readonly TimeSpan MostShutdown = TimeSpan.FromSeconds(5);

    /// <summary>Puts the host together; it ends on SIGTERM and Ctrl-C, and closes the store when it is disposed.</summary>
    /// <exception cref="DataFolderException">The folder cannot be used.</exception>
    public static IHost Build(string data, int slots, int siloPort, int gatewayPort)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
                console.UseUtcTimestamp = true;
            })
            .AddFilter("Symmetry", LogLevel.Information)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information)
            .AddFilter(category: null, LogLevel.Warning);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = MostShutdown);

        // Made by the container, so that the container closes it, after everything that uses it.
        var folder = DataFolder.Open(data);
        builder.Services.AddSingleton(_ => folder);
        builder.AddLoopbackSilo(siloPort, gatewayPort);
        builder.Services.AddSweeps(folder.Store, distribution => distribution.Slots = slots);
        var host = builder.Build();
        host.Services.GetRequiredService<DataFolder>();
        return host;
    }
}
