using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Symmetry.Silo.Restarting;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>Runs a silo until SIGTERM, SIGHUP or Ctrl-C. Starts it again when it has lost its head, or when the clock of the machine was set.</summary>
internal static class RestartingSilo
{
    /// <summary>Runs one host after the other; the next one has nothing from the one before.</summary>
    public static async Task RunAsync(SiloSettings settings, CancellationToken stop)
    {
        IHostApplicationLifetime? life = null;

        using var told = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Tell);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Tell);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Tell);
        for (var isDue = true; isDue && !told.IsCancellationRequested;)
        {
            var silo = await SiloHost.BuildAsync(settings, told.Token);
            life = silo.Services.GetRequiredService<IHostApplicationLifetime>();
            var restart = silo.Services.GetRequiredService<SiloRestart>();
            try
            {
                await SiloShutdown.RunAsync(silo, told.Token);
            }
            catch (Exception) when (restart.IsDue)
            {
                // It lost the head while it joined.
            }

            isDue = restart.IsDue;
        }

        void Tell(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (settings.Join is not null && life?.ApplicationStarted.IsCancellationRequested != true)
            {
                // It waits for the head and has nothing to hand back.
                Environment.Exit(SiloExitCode.Success);
            }

            told.Cancel();
        }
    }
}
