using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Symmetry.Silo;

/// <summary>What an embedded silo needs to know.</summary>
public sealed record EmbeddedSiloOptions
{
    /// <summary>The folder of the store; made if it is not there.</summary>
    public required string Data { get; init; }

    /// <summary>Trainings at once. 0 only reads: nothing is written, trained or locked. Default: one a core.</summary>
    public int Slots { get; init; } = Environment.ProcessorCount;
}

/// <summary>A whole cluster in this process: one silo on loopback, with its results in a SQLite file in a folder.</summary>
public sealed class EmbeddedSilo : IAsyncDisposable
{
    private const int MaxStarts = 10;
    private static readonly TimeSpan MaxShutdown = TimeSpan.FromSeconds(1.5);

    private readonly IHost host;
    private readonly DataFolder folder;

    private EmbeddedSilo(IHost host, DataFolder folder)
    {
        this.host = host;
        this.folder = folder;
    }

    /// <summary>The door to the grains.</summary>
    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts the silo on free ports of loopback.</summary>
    /// <param name="options">The folder and the slots.</param>
    /// <param name="stop">Gives up starting.</param>
    /// <exception cref="DataFolderException">The folder cannot be used; the message says why.</exception>
    public static Task<EmbeddedSilo> StartAsync(EmbeddedSiloOptions options, CancellationToken stop = default) =>
        StartAsync(options, _ => { }, stop);

    /// <summary>Stops training, hands results that are finished to the store, and closes it. Takes under two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(MaxShutdown);
            await host.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Whatever was not handed over is computed again.
        }
        finally
        {
            host.Dispose();
            folder.Dispose();
        }
    }

    /// <summary>Starts the silo with services that tests put in its place: they are added first, so that they are taken.</summary>
    internal static async Task<EmbeddedSilo> StartAsync(
        EmbeddedSiloOptions options, Action<IServiceCollection> configure, CancellationToken stop)
    {
        var opened = options.Slots == 0 ? DataFolder.OpenToRead(options.Data) : DataFolder.Open(options.Data);
        try
        {
            for (var starts = 1; ; starts++)
            {
                var built = Build(options, opened, configure);
                try
                {
                    await built.StartAsync(stop);
                    return new EmbeddedSilo(built, opened);
                }
                catch (Exception e) when (starts < MaxStarts && PortTaken.Is(e))
                {
                    // Someone else was faster.
                    built.Dispose();
                }
                catch
                {
                    built.Dispose();
                    throw;
                }
            }
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private static IHost Build(EmbeddedSiloOptions options, DataFolder folder, Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        configure(builder.Services);
        builder.AddLoopbackSilo(FreePort.Find(), gatewayPort: 0);
        builder.Services.AddSweeps(folder.Store, Path.Combine(options.Data, DataFolder.DataSets), distribution =>
        {
            distribution.Slots = options.Slots;
            distribution.ReadOnly = options.Slots == 0;
            distribution.LatestFirst = true;
        });
        return builder.Build();
    }

    // Signals belong to the program that embeds the silo.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
