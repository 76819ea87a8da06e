using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Symmetry.Grains;
using Symmetry.Grains.Storage;

namespace Symmetry.Silo.Health;

/// <summary>What may be asked of a silo's health, and the answers: <c>null</c> for well, or the reason why not.</summary>
internal sealed class SiloHealth(IHostApplicationLifetime life, IServiceProvider services, IResultStore store, TimeProvider time)
{
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Whether the silo has joined its cluster.</summary>
    public string? Started() => life.ApplicationStarted.IsCancellationRequested ? null : "the silo is starting";

    /// <summary>Whether there is any sense in letting the process run on.</summary>
    public string? Live() => Started() is null && Status() is SiloStatus.Dead ? "the cluster has declared this silo dead" : null;

    /// <summary>Whether the silo takes work and calls now: it has joined, is not leaving, and its store answers.</summary>
    public async Task<string?> ReadyAsync()
    {
        if (Started() is { } reason)
        {
            return reason;
        }

        if (life.ApplicationStopping.IsCancellationRequested)
        {
            return "the silo is leaving";
        }

        if (Status() is var status and not SiloStatus.Active)
        {
            return $"the silo is {status}";
        }

        try
        {
            await store.FindSweepAsync("").WaitAsync(StoreTimeout, time);
            return null;
        }
        catch (Exception e) when (e is StoreException or StoreFormatException or TimeoutException)
        {
            return "the store does not answer";
        }
    }

    // Resolved late: health answers before the silo has an address.
    private SiloStatus Status() =>
        services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.GetSiloStatus(services.GetRequiredService<ILocalSiloDetails>().SiloAddress);
}
