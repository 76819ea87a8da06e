using Symmetry.Client.Commands;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>The program against a silo in another process.</summary>
public sealed class ClusterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly int port = SiloProcess.FreePort();

    private string Cluster => $"127.0.0.1:{port}";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Unreachable_cluster_gives_exit_code_5_and_a_message()
    {
        using var session = Session();

        Assert.Equal(5, await session.RunAsync("list", "--cluster", Cluster, "--wait-for", "1"));
        Assert.Contains($"Waiting for the cluster at {Cluster}", session.Error, StringComparison.Ordinal);
        Assert.Contains($"No response from the cluster at {Cluster}: ", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_that_never_answers_is_an_unreachable_cluster()
    {
        var gateway = SiloProcess.FreePort();
        using var silo = SiloProcess.Start(folder.File("there"), gateway);
        using var ready = Session();
        Assert.Equal(0, await ready.RunAsync("list", "--cluster", $"127.0.0.1:{gateway}", "--wait-for", "120"));
        using var silent = new SilentGateway(port, gateway);
        using var session = Session();

        var exitCode = await session.RunAsync("list", "--cluster", Cluster, "--wait-for", "1").WaitAsync(
            TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.Equal((5, true), (exitCode, silent.HasFallenSilent));
        Assert.Contains($"No response from the cluster at {Cluster}: It accepts connections and does not answer.", session.Error, StringComparison.Ordinal);
    }

    // Goal: a client may start before the silo and outlive it. Method: the client submits and waits; then a silo starts; once it
    // has stored some trials it is killed, and another silo starts on the same folder and port.
    [Fact]
    public async Task Client_waits_for_a_late_and_restarted_silo_and_gets_the_table_of_a_local_run()
    {
        var spec = folder.Write("tiny.yaml", "replicates: 150\naxes: {bias: [false, true]}\nfixed: {epochs: 2, hidden: [4]}\n");
        using var local = Session();
        var localRun = local.RunAsync("run", spec, "--data", folder.File("here"), "--json", "-", "--quiet");
        Assert.Equal(0, await localRun);

        var isWaiting = new TaskCompletionSource();
        using var client = new Session
        {
            Open = (options, stop) => CliEnvironment.OpenAsync(options with { Note = _ => isWaiting.TrySetResult() }, stop),
        };
        var submitted = client.RunAsync("submit", spec, "--cluster", Cluster, "--wait", "--json", "--wait-for", "120");
        await isWaiting.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        using (var first = SiloProcess.Start(folder.File("there"), port))
        {
            using var polling = Session();
            await UntilAsync(async () => await polling.RunAsync("status", "tiny", "--json", "--cluster", Cluster, "--wait-for", "120") == 0
                && !polling.Out.TrimEnd('\n').Split('\n')[^1].Contains("\"committed\":0,", StringComparison.Ordinal));
            first.Kill();
        }

        using var second = SiloProcess.Start(folder.File("there"), port);
        Assert.Equal(0, await submitted);
        Assert.Equal(local.Out, client.Out);

        await AssertVerbsAsync(local.Out, spec);
        second.Kill();
        using var late = Session();
        Assert.Equal(5, await late.RunAsync("status", "tiny", "--cluster", Cluster, "--wait-for", "1"));
    }

    private async Task AssertVerbsAsync(string json, string spec)
    {
        using var again = Session();
        Assert.Equal(0, await again.RunAsync("submit", spec, "--cluster", Cluster));
        Assert.Equal(0, await again.RunAsync("list", "--cluster", Cluster));
        Assert.Contains("completed   300 of 300 trials", again.Out, StringComparison.Ordinal);

        using var table = Session();
        Assert.Equal(0, await table.RunAsync("table", "tiny", "--format", "json", "--cluster", Cluster));
        Assert.Equal(json, table.Out);

        using var verify = Session();
        Assert.Equal(0, await verify.RunAsync("verify", "tiny", "--sample", "2%", "--cluster", Cluster));
        Assert.Contains("ran 6 stored trials again (seed 1)", verify.Out, StringComparison.Ordinal);

        using var firstWatcher = Session();
        using var secondWatcher = Session();
        var codes = await Task.WhenAll(firstWatcher.RunAsync("watch", "tiny", "--cluster", Cluster),
            secondWatcher.RunAsync("watch", "tiny", "--cluster", Cluster));
        Assert.All(codes, code => Assert.Equal(0, code));
        Assert.Equal(firstWatcher.Out, secondWatcher.Out);

        using var export = Session();
        Assert.Equal(0, await export.RunAsync("export", "tiny", "--to", "-", "--format", "csv", "--cluster", Cluster));
        Assert.Equal(301, export.Out.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(0, await export.RunAsync("rerun", "tiny", "1", "7", "--cluster", Cluster));
    }

    private static Session Session() => new() { Open = CliEnvironment.OpenAsync };

    // The delay only limits the polling rate; no result depends on it.
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (!await holds())
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
