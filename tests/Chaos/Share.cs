using System.Diagnostics;
using System.Globalization;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Chaos;

/// <summary>How much of all processor time of the silos is training, in a sweep of trials of about 50 ms.</summary>
internal static class Share
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Measures.</summary>
    /// <param name="trials">Trials.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<int> RunAsync(int trials, CancellationToken stop)
    {
        await using var postgres = await Postgres.StartNewAsync(stop);
        var silos = Enumerable.Range(0, 2).Select(_ => new SiloProcess(["--slots", "1"], postgres.Database)).ToArray();
        try
        {
            Array.ForEach(silos, silo => silo.Start());
            await Task.WhenAll(silos.Select(silo => silo.UntilReadyAsync()));
            await using var client = await Client.ConnectAsync(silos, stop);
            await RunAsync(client, Sweeps.Ordinary("warm-up", 100), stop);
            var before = silos.Sum(silo => Shell.CpuSeconds(silo.Id));
            var start = Stopwatch.GetTimestamp();
            var sweep = Sweeps.Ordinary("measured", trials);
            await RunAsync(client, sweep, stop);
            var cpu = silos.Sum(silo => Shell.CpuSeconds(silo.Id)) - before;
            var training = await client.TrainingSecondsAsync(sweep, stop);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{trials} trials in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s; {1000 * training / trials:F1} ms of training a trial; training is {100 * training / cpu:F1} % of the silos' {cpu:F1} s of processor time"));
            return 0;
        }
        finally
        {
            foreach (var silo in silos)
            {
                await silo.DisposeAsync();
            }
        }
    }

    private static async Task RunAsync(Client client, Sweep sweep, CancellationToken stop)
    {
        await client.SubmitAsync(sweep, stop);
        while ((await client.ProgressAsync(sweep, stop)).Status is SweepStatus.Running)
        {
            await Task.Delay(Look, stop);
        }
    }
}
