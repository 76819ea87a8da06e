using Symmetry.Client.Commands;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>The program against a silo that runs in a process of its own.</summary>
public sealed class ClusterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly int port = SiloProcess.FreePort();

    private string Cluster => $"127.0.0.1:{port}";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_cluster_that_is_not_there_is_5_and_is_told()
    {
        using var session = Session();

        Assert.Equal(5, await session.RunAsync("list", "--cluster", Cluster, "--wait-for", "1"));
        Assert.Contains($"Waiting for the cluster at {Cluster}", session.Error, StringComparison.Ordinal);
        Assert.Contains($"No cluster answers at {Cluster}: ", session.Error, StringComparison.Ordinal);
    }

    // Goal: the client may come before the silo, and outlive it. Method: it submits and waits; only then the silo is started; once
    // some trials are stored it is killed, and another one started on the same folder and port.
    [Fact]
    public async Task A_client_waits_for_a_silo_that_starts_later_or_again_and_its_table_is_that_of_a_run_here()
    {
        var spec = folder.Write("tiny.yaml", "replicates: 150\naxes: {bias: [false, true]}\nfixed: {epochs: 2, hidden: [4]}\n");
        using var here = Session();
        var alone = here.RunAsync("run", spec, "--data", folder.File("here"), "--json", "-", "--quiet");
        Assert.Equal(0, await alone);

        var waits = new TaskCompletionSource();
        using var client = new Session
        {
            Open = (options, stop) => CliEnvironment.OpenAsync(options with { Note = _ => waits.TrySetResult() }, stop),
        };
        var submitted = client.RunAsync("submit", spec, "--cluster", Cluster, "--wait", "--json", "--wait-for", "120");
        await waits.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        using (var first = SiloProcess.Start(folder.File("there"), port))
        {
            using var looking = Session();
            await UntilAsync(async () => await looking.RunAsync("status", "tiny", "--json", "--cluster", Cluster, "--wait-for", "120") == 0
                && !looking.Out.TrimEnd('\n').Split('\n')[^1].Contains("\"committed\":0,", StringComparison.Ordinal));
            first.Kill();
        }

        using var second = SiloProcess.Start(folder.File("there"), port);
        Assert.Equal(0, await submitted);
        Assert.Equal(here.Out, client.Out);

        await AssertVerbsAsync(here.Out, spec);
        second.Kill();
        using var gone = Session();
        Assert.Equal(5, await gone.RunAsync("status", "tiny", "--cluster", Cluster, "--wait-for", "1"));
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
        Assert.Contains("trained 6 stored trials again (seed 1)", verify.Out, StringComparison.Ordinal);

        using var one = Session();
        using var other = Session();
        var codes = await Task.WhenAll(one.RunAsync("watch", "tiny", "--cluster", Cluster), other.RunAsync("watch", "tiny", "--cluster", Cluster));
        Assert.All(codes, code => Assert.Equal(0, code));
        Assert.Equal(one.Out, other.Out);

        using var export = Session();
        Assert.Equal(0, await export.RunAsync("export", "tiny", "--to", "-", "--format", "csv", "--cluster", Cluster));
        Assert.Equal(301, export.Out.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(0, await export.RunAsync("rerun", "tiny", "1", "7", "--cluster", Cluster));
    }

    private static Session Session() => new() { Open = CliEnvironment.OpenAsync };

    // The pause only spares the machine: no outcome hangs on it.
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (!await holds())
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
