using System.Diagnostics;

namespace Symmetry.Chaos;

/// <summary>Measures what share of the total processor time is training, in a sweep of 50 ms trials.</summary>
/// <remarks>
/// The total covers two silos with one slot each, the PostgreSQL processes, and this client, which polls the progress twice per second. It
/// runs from submission to completion and comes from the kernel (/proc/PID/stat). Training is the time that the slot threads spend in
/// trainings (CLOCK_THREAD_CPUTIME_ID). Both are processor time, so other programs on the machine have little influence.
/// </remarks>
internal static class Share
{
    /// <summary>Runs the measurement.</summary>
    /// <param name="trials">The number of trials.</param>
    /// <param name="epochs">Epochs per trial.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<int> RunAsync(int trials, int epochs, CancellationToken stop)
    {
        await using var cluster = await Cluster.StartAsync(2, slots: 1, stop);

        // Warm up compiled code and pools, so that the silos are in the same state as during a long sweep.
        await cluster.RunAsync(Sweeps.DefaultNetwork("warm-up", 400, epochs), stop);
        var (silos, database, client) = Spent(cluster);
        var threads = Threads(cluster);
        var start = Stopwatch.GetTimestamp();
        var sweep = Sweeps.DefaultNetwork("measured", trials, epochs);
        await cluster.RunAsync(sweep, stop);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var after = Spent(cluster);
        var threadsAfter = Threads(cluster);
        var training = await cluster.Client.TrainingSecondsAsync(sweep, stop);
        (silos, database, client) = (after.Silos - silos, after.Database - database, after.Client - client);
        var total = silos + database + client;
        Screen.Print($"{trials} trials of {1000 * training / trials:F1} ms in {seconds:F1} s, {total:F2} s of processor time");
        Screen.Print($"  training        {training,8:F2} s  {100 * training / total,6:F2} %");
        Screen.Print($"  silos, other    {silos - training,8:F2} s  {100 * (silos - training) / total,6:F2} %  "
            + $"{1000 * (silos - training) / trials:F2} ms per trial, {1000 * (silos - training) / seconds / 2:F1} ms per second and silo");
        var spending = threadsAfter.Select(thread => (thread.Key, Spent: thread.Value - threads.GetValueOrDefault(thread.Key)))
            .Where(thread => thread.Spent >= 0.01 * seconds / 10).OrderByDescending(thread => thread.Spent);
        foreach (var (name, spent) in spending)
        {
            var nonTraining = name.StartsWith("training", StringComparison.Ordinal) ? spent - training : spent;
            Screen.Print($"    {name,-15} {nonTraining,6:F2} s  {100 * nonTraining / total,6:F2} %");
        }

        Screen.Print($"  PostgreSQL      {database,8:F2} s  {100 * database / total,6:F2} %");
        Screen.Print($"  client          {client,8:F2} s  {100 * client / total,6:F2} %");
        return 0;
    }

    private static Dictionary<string, double> Threads(Cluster cluster) => cluster.Silos
        .SelectMany(silo => Shell.CpuSecondsOfThreads(silo.Id))
        .GroupBy(thread => thread.Key.TrimEnd(' ', '0', '1'))
        .ToDictionary(group => group.Key, group => group.Sum(thread => thread.Value));

    private static (double Silos, double Database, double Client) Spent(Cluster cluster) =>
        (cluster.Silos.Sum(silo => Shell.CpuSeconds(silo.Id)), cluster.Postgres.CpuSeconds, Shell.CpuSeconds(Environment.ProcessId));
}
