using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Symmetry.Silo.Clustering;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>Runs a silo that joins a head, and joins again whenever it has lost the head, until SIGTERM or Ctrl-C.</summary>
internal static class JoinedSilo
{
    /// <summary>Runs one host after the other. A head that restarts has a new cluster, so the next host has nothing from the one before.</summary>
    public static async Task RunAsync(SiloSettings settings, CancellationToken stop)
    {
        IHostApplicationLifetime? life = null;

        using var told = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Tell);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Tell);
        for (var isLost = true; isLost && !told.IsCancellationRequested;)
        {
            var silo = await SiloHost.BuildAsync(settings, told.Token);
            life = silo.Services.GetRequiredService<IHostApplicationLifetime>();
            var link = silo.Services.GetRequiredService<HeadLink>();
            try
            {
                await SiloShutdown.RunAsync(silo, told.Token);
            }
            catch (Exception) when (link.IsLost)
            {
                // It lost the head while it joined.
            }

            isLost = link.IsLost;
        }

        void Tell(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (life?.ApplicationStarted.IsCancellationRequested != true)
            {
                // It waits for the head and has nothing to hand back.
                Environment.Exit(SiloExitCode.Success);
            }

            told.Cancel();
        }
    }
}
