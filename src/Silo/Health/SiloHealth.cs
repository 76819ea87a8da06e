using Microsoft.Extensions.DependencyInjection;
using Symmetry.Grains;
using Symmetry.Grains.Storage;
using Symmetry.Silo.Clustering;

namespace Symmetry.Silo.Health;

/// <summary>The health checks of a silo. Each returns <c>null</c> if it is healthy, or the reason why not.</summary>
internal sealed class SiloHealth(IHostApplicationLifetime life, IServiceProvider services, TimeProvider time)
{
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Whether the silo has joined its cluster.</summary>
    public string? Started() => life.ApplicationStarted.IsCancellationRequested ? null : "the silo is starting";

    /// <summary>Whether the process should keep running.</summary>
    public string? Live() => Started() is null && Status() is SiloStatus.Dead ? "the cluster has declared this silo dead" : null;

    /// <summary>Whether the silo takes work and calls: it has joined, is not leaving, and its store or its head answers.</summary>
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

        return services.GetService<IResultStore>() is { } store
            ? await AnswersAsync(store)
            : services.GetRequiredService<HeadLink>().IsSilent ? "the head does not answer" : null;
    }

    private async Task<string?> AnswersAsync(IResultStore store)
    {
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

    // Resolved late, because health requests are answered before the silo has an address.
    private SiloStatus Status() =>
        services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.GetSiloStatus(services.GetRequiredService<ILocalSiloDetails>().SiloAddress);
}
