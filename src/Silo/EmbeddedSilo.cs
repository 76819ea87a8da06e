using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Symmetry.Grains.Storage;
using Symmetry.Hosting;
using Symmetry.Silo.Restarting;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>A silo in this process, without a port, with its results in a SQLite file in a folder.</summary>
public sealed class EmbeddedSilo : IAsyncDisposable
{
    private static readonly TimeSpan MaxShutdown = TimeSpan.FromSeconds(1.5);

    private readonly IHost host;
    private readonly DataFolder folder;

    private EmbeddedSilo(IHost host, DataFolder folder)
    {
        this.host = host;
        this.folder = folder;
    }

    /// <summary>Gives access to the grains.</summary>
    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Why the store could not be written at the last attempt, such as a full disk; <c>null</c> if it could.</summary>
    /// <remarks>The silo keeps trying, so that nobody hears of it who does not ask.</remarks>
    public string? StoreFailure => folder.Store.WriteFailure;

    /// <summary>Starts the silo.</summary>
    /// <param name="options">The options.</param>
    /// <param name="stop">Cancels the start.</param>
    /// <exception cref="DataFolderException">The folder cannot be used; the message says why.</exception>
    public static Task<EmbeddedSilo> StartAsync(EmbeddedSiloOptions options, CancellationToken stop = default) =>
        StartAsync(options, _ => { }, stop);

    /// <summary>Stops running trials, stores finished results, and closes the store. Takes under two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(MaxShutdown);
            await host.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Results that were not stored are computed again.
        }
        finally
        {
            host.Dispose();
            folder.Dispose();
        }
    }

    /// <summary>Starts the silo with the services of a test, which are added first and so replace the default ones.</summary>
    internal static async Task<EmbeddedSilo> StartAsync(EmbeddedSiloOptions options, Action<IServiceCollection> configure, CancellationToken stop)
    {
        var opened = options.IsReadOnly ? DataFolder.OpenToRead(options.Data) : DataFolder.Open(options.Data);
        try
        {
            var built = Build(options, opened, configure);
            try
            {
                await built.StartAsync(stop);
                return new EmbeddedSilo(built, opened);
            }
            catch
            {
                built.Dispose();
                throw;
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
        builder.Services.TryAddSingleton<TimeProvider>(new SteadyTime());
        builder.AddPortlessSilo();
        var dataSets = options.DataSets ?? new DataSetFolder(Path.Combine(options.Data, SiloSettings.DataSetsFolder));
        builder.Services.AddSingleton<IResultStore>(folder.Store).AddSweeps(dataSets, distribution =>
        {
            distribution.Slots = options.WritesOnly ? 0 : options.Slots;
            distribution.ReadOnly = options.IsReadOnly;
            distribution.LatestFirst = true;
            distribution.AllowPrograms = true;
        });
        return builder.Build();
    }
}
