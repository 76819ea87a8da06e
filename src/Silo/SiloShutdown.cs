using Microsoft.Extensions.DependencyInjection;
using Symmetry.Silo.Restarting;

namespace Symmetry.Silo;

/// <summary>Runs a silo until SIGTERM or Ctrl-C, and limits the time that it then takes to leave.</summary>
/// <remarks>
/// The host stops its services in reverse order. The worker (<c>SiloWorker.LeaveAsync</c>) stops the running trials, reports finished ones and
/// hands back the rest. Then Orleans leaves the cluster, the store is closed, and the exit code is 0.
/// </remarks>
internal static class SiloShutdown
{
    /// <summary>The time limit of the host for stopping its services.</summary>
    public static readonly TimeSpan MaxDrain = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan MaxLeaving = TimeSpan.FromSeconds(10);

    // Nobody waits for this process to end, and whatever it waits for would keep the next process from starting as well.
    private static readonly TimeSpan MaxRestart = TimeSpan.FromSeconds(60);

    /// <summary>Runs and disposes the silo. Ends the process if leaving takes too long.</summary>
    public static async Task RunAsync(IHost silo, CancellationToken stop)
    {
        var time = silo.Services.GetRequiredService<TimeProvider>();
        var restart = silo.Services.GetRequiredService<SiloRestart>();
        var leaving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = silo.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => leaving.TrySetResult());
        var run = StartAndStopAsync(silo, stop);
        if (await Task.WhenAny(run, leaving.Task) != run
            && await Task.WhenAny(run, Task.Delay(restart.IsDue ? MaxRestart : MaxLeaving, time, CancellationToken.None)) != run)
        {
            // If the database is down, Orleans tries for minutes to write that this silo leaves. Its peers will notice.
            await Console.Error.WriteLineAsync("The silo exits without leaving the cluster: its database or its peers do not answer.");
            Environment.Exit(restart.IsDue ? SiloExitCode.Unexpected : SiloExitCode.Success);
        }

        await run;
    }

    private static async Task StartAndStopAsync(IHost silo, CancellationToken stop)
    {
        var lifecycle = silo.Services.GetRequiredService<ISiloLifecycleSubject>();
        var isStarted = false;
        try
        {
            using (silo)
            {
                await silo.StartAsync(stop);
                isStarted = true;
                await silo.WaitForShutdownAsync(stop);
            }
        }
        finally
        {
            // Orleans stops no silo whose start has failed, but that silo already listens. Only after the host, which would wait for its end.
            await (isStarted ? Task.CompletedTask : lifecycle.OnStop(new CancellationToken(canceled: true)));
        }
    }
}
