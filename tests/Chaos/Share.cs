using System.Diagnostics;

namespace Symmetry.Chaos;

/// <summary>How much of all processor time is training, in a sweep of trials of about 50 ms.</summary>
/// <remarks>
/// All is: two silos of one slot, PostgreSQL with its processes, and this client, which asks for the progress twice a second, as `watch` does;
/// from the submission to the end, as the kernel counts it (/proc/PID/stat). Training is what the slots' threads have spent in trainings
/// (CLOCK_THREAD_CPUTIME_ID); both are processor time, so that other programs on the machine disturb little.
/// </remarks>
internal static class Share
{
    /// <summary>Measures.</summary>
    /// <param name="trials">Trials.</param>
    /// <param name="epochs">How long each trains.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<int> RunAsync(int trials, int epochs, CancellationToken stop)
    {
        await using var cluster = await Cluster.StartAsync(2, slots: 1, stop);

        // Compiled code and pools; a silo that is left to itself for a while is what a long sweep is worked by.
        await cluster.RunAsync(Sweeps.Ordinary("warm-up", 400, epochs), stop);
        var (silos, database, client) = Spent(cluster);
        var threads = Threads(cluster);
        var start = Stopwatch.GetTimestamp();
        var sweep = Sweeps.Ordinary("measured", trials, epochs);
        await cluster.RunAsync(sweep, stop);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var after = Spent(cluster);
        var threadsAfter = Threads(cluster);
        var training = await cluster.Client.TrainingSecondsAsync(sweep, stop);
        (silos, database, client) = (after.Silos - silos, after.Database - database, after.Client - client);
        var all = silos + database + client;
        Screen.Print($"{trials} trials of {1000 * training / trials:F1} ms in {seconds:F1} s, {all:F2} s of processor time");
        Screen.Print($"  training        {training,8:F2} s  {100 * training / all,6:F2} %");
        Screen.Print($"  silos besides   {silos - training,8:F2} s  {100 * (silos - training) / all,6:F2} %  {1000 * (silos - training) / trials:F2} ms a trial, {1000 * (silos - training) / seconds / 2:F1} ms a second and silo");
        foreach (var (name, spent) in threadsAfter.Select(one => (one.Key, one.Value - threads.GetValueOrDefault(one.Key))).Where(one => one.Item2 >= 0.01 * seconds / 10).OrderByDescending(one => one.Item2))
        {
            var more = name.StartsWith("training", StringComparison.Ordinal) ? spent - training : spent;
            Screen.Print($"    {name,-15} {more,6:F2} s  {100 * more / all,6:F2} %");
        }

        Screen.Print($"  PostgreSQL      {database,8:F2} s  {100 * database / all,6:F2} %");
        Screen.Print($"  client          {client,8:F2} s  {100 * client / all,6:F2} %");
        return 0;
    }

    private static Dictionary<string, double> Threads(Cluster cluster) => cluster.Silos
        .SelectMany(silo => Shell.CpuSecondsOfThreads(silo.Id))
        .GroupBy(one => one.Key.TrimEnd(' ', '0', '1'))
        .ToDictionary(one => one.Key, one => one.Sum(thread => thread.Value));

    private static (double Silos, double Database, double Client) Spent(Cluster cluster) =>
        (cluster.Silos.Sum(silo => Shell.CpuSeconds(silo.Id)), cluster.Postgres.CpuSeconds, Shell.CpuSeconds(Environment.ProcessId));
}
