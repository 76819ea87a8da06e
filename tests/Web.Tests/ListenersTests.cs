using System.Diagnostics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Web.Tests;

/// <summary>A measurement, not a judgement: what 50 event streams and 100 requests a second cost a sweep.</summary>
/// <remarks><c>dotnet run --project tests/Web.Tests -c Release -- -explicit only -class "*ListenersTests" -showliveoutput</c></remarks>
public sealed class ListenersTests(ITestOutputHelper output)
{
    private const int Streams = 50;
    private const int Rounds = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    [Fact(Explicit = true)]
    public async Task Listeners_and_a_sweep()
    {
        // Alone and with listeners in turn, so that a slow minute of the machine slows both.
        var (alone, watched) = (new List<double>(), new List<double>());
        await MeasureAsync(hasListeners: false);
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(await MeasureAsync(hasListeners: false));
            watched.Add(await MeasureAsync(hasListeners: true));
        }

        alone.Sort();
        watched.Sort();
        output.WriteLine($"median seconds of a sweep: alone {alone[Rounds / 2]:F2} ({alone[0]:F2} to {alone[^1]:F2}), "
            + $"with {Streams} streams and 100 requests/s {watched[Rounds / 2]:F2} ({watched[0]:F2} to {watched[^1]:F2}): "
            + $"{100 * ((watched[Rounds / 2] / alone[Rounds / 2]) - 1):F1} %");
        Assert.All(watched, seconds => Assert.True(seconds > 0));
    }

    private static async Task<double> MeasureAsync(bool hasListeners)
    {
        await using var served = await Served.StartAsync();
        var sweep = Specs.Tiny(400, epochs: 20);
        using var stop = new CancellationTokenSource();
        var start = Stopwatch.GetTimestamp();
        using (await served.PostAsync("api/sweeps", sweep.Canonical))
        {
            var listeners = hasListeners ? Listen(served, sweep, stop.Token) : Task.CompletedTask;
            while (!(await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}")).Contains("\"status\":\"completed\"", StringComparison.Ordinal))
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            await stop.CancelAsync();
            await listeners;
            return seconds;
        }
    }

    private static Task Listen(Served served, Sweep sweep, CancellationToken stop)
    {
        return Task.WhenAll([.. Enumerable.Range(0, Streams).Select(_ => Quietly(ReadAsync)), Quietly(AskAsync)]);

        async Task ReadAsync()
        {
            await using var stream = await served.Http.GetStreamAsync($"api/sweeps/{sweep.Id}/events", stop);
            await stream.CopyToAsync(Stream.Null, stop);
        }

        async Task AskAsync()
        {
            using var timer = new PeriodicTimer(Pause);
            while (await timer.WaitForNextTickAsync(stop))
            {
                await served.Http.GetStringAsync($"api/sweeps/{sweep.Id}", stop);
            }
        }
    }

    private static async Task Quietly(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            // The measurement is over.
        }
    }
}
