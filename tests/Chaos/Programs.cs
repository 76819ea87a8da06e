using System.Diagnostics;
using System.Globalization;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Chaos;

/// <summary>Runs sweeps of Python programs on two silos: measures their overhead, then kills a silo, stops the database and looks for processes.</summary>
internal static class Programs
{
    private const int Silos = 2;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DatabaseOutage = TimeSpan.FromSeconds(2);

    // The watcher of a killed silo looks twice, a second apart.
    private static readonly TimeSpan MaxOrphanTime = TimeSpan.FromSeconds(5);

    /// <summary>Runs the sweeps.</summary>
    /// <param name="python">The interpreter.</param>
    /// <param name="trials">The trials of each sweep of programs that take 10 ms; a tenth as many programs are hostile.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>The exit code: 1 if a trial is missing or wrong, or a process is left.</returns>
    public static async Task<int> RunAsync(string python, int trials, CancellationToken stop)
    {
        await using var cluster = await Cluster.StartAsync(Silos, slots: 1, stop, more: _ => ["--allow-programs", "true"]);
        await MeasureAsync(cluster, python, trials, stop);
        var isRight = await DisturbAsync(cluster, ProgramSweep.Sleeping("disturbed", python, trials), stop);
        isRight &= await DisturbAsync(cluster, ProgramSweep.Hostile("hostile", python, trials / 10), stop);
        foreach (var silo in cluster.Silos)
        {
            await silo.SignalAndWaitAsync("TERM");
        }

        var left = await CountLeftAsync(root: "", stop);
        Console.WriteLine($"{left} processes of programs and {Shell.FindProgramRoots(parent: null).Count} watchers are left after the silos have stopped");
        return isRight && left == 0 ? 0 : 1;
    }

    private static async Task MeasureAsync(Cluster cluster, string python, int trials, CancellationToken stop)
    {
        await cluster.RunAsync(ProgramSweep.Sleeping("warm-up", python, trials / 10), stop);
        var direct = await ProgramSweep.RunDirectlyAsync(python, trials, Silos);
        var sweep = ProgramSweep.Sleeping("measured", python, trials);
        var start = Stopwatch.GetTimestamp();
        await cluster.Client.SubmitAsync(sweep, stop);
        while ((await cluster.Client.ProgressAsync(sweep, stop)).Status is SweepStatus.Running)
        {
            await Task.Delay(PollInterval, stop);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var process = await cluster.Postgres.MeanSecondsAsync(sweep.Id);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{trials} programs, {Silos} at once: {seconds:F2} s as a sweep, {direct:F2} s by xargs "
            + $"({1000 * Silos * (seconds - direct) / trials:+0.00;-0.00} ms per trial); "
            + $"of {1000 * Silos * seconds / trials:F2} ms per trial and slot the program takes {1000 * process:F2} ms"));
    }

    private static async Task<bool> DisturbAsync(Cluster cluster, Sweep sweep, CancellationToken stop)
    {
        await cluster.Client.SubmitAsync(sweep, stop);
        await cluster.WaitForResultsAsync(sweep, sweep.Trials / 4, stop);
        var killed = cluster.Silos[0];
        var root = Shell.FindProgramRoots(killed.Id).Single();
        await killed.SignalAndWaitAsync("KILL");
        var start = Stopwatch.GetTimestamp();
        var left = await CountLeftAsync(root, stop);
        var ended = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await cluster.WaitForResultsAsync(sweep, sweep.Trials / 2, stop);
        await cluster.Postgres.CrashAsync();
        await Task.Delay(DatabaseOutage, stop);
        await cluster.Postgres.StartAsync();
        killed.Start();
        await killed.WaitUntilReadyAsync();
        var progress = await cluster.RunAsync(sweep, stop);
        var stored = await cluster.Postgres.CountAsync(sweep.Id);
        var isEqual = await cluster.Client.FingerprintAsync(sweep, stop) == ProgramSweep.FingerprintOf(sweep);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sweep.Spec.Name}: {stored} rows of {sweep.Trials} trials, {progress.Failed} failed, fingerprint {(isEqual ? "as" : "NOT as")} expected; "
            + $"{left} processes left {ended:F2} s after kill -9"));
        return isEqual && left == 0 && stored == sweep.Trials;
    }

    private static async Task<int> CountLeftAsync(string root, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        int left;
        while ((left = Shell.CountPrograms(root)) > 0 && Stopwatch.GetElapsedTime(start) < MaxOrphanTime)
        {
            await Task.Delay(PollInterval, stop);
        }

        return left;
    }
}
