using Symmetry.Client.Commands;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Grains.Tests.Support;
using Member = Symmetry.Grains.Tests.Support.SiloProcess;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>A cluster without a database: the processes of a head and of silos that join it.</summary>
public sealed class HeadTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly int silos = SiloProcess.FreePort();
    private readonly int clients = SiloProcess.FreePort();

    public void Dispose() => folder.Dispose();

    // Goal: kills cost time and nothing else. Method: one silo starts before the head, another one after it. While they run a sweep, the
    // second is killed, then the head, which starts again on its folder. The client is connected to the silo that stays.
    [Fact]
    public async Task Killed_silo_and_killed_head_cost_no_result_and_the_other_silo_comes_back_by_itself()
    {
        using var authority = new Authority("cluster");
        using var files = new TempFolder();
        var (silo, client) = (authority.ForSilo(files), authority.ForClient(files));
        string[] secured = ["--certificate", silo.Certificate, "--key", silo.Key, "--authority", silo.Authority];
        var gateway = SiloProcess.FreePort();
        var spec = folder.Write("tiny.yaml", "replicates: 1500\nfixed: {epochs: 2}\n");

        await using var staying = Join(gateway, secured);
        await staying.UntilItSaysAsync("Waiting for the head");
        await using var first = StartHead(secured);
        await using var killed = Join(SiloProcess.FreePort(), secured);
        await Task.WhenAll(staying.UntilItSaysAsync("Silo takes work"), killed.UntilItSaysAsync("Silo takes work"));

        string[] cluster = ["--cluster", $"127.0.0.1:{clients},127.0.0.1:{gateway}", "--wait-for", "120",
            "--tls-ca", client.Authority, "--tls-cert", client.Certificate, "--tls-key", client.Key];
        using var submit = Session();
        var submitted = submit.RunAsync(["submit", spec, "--wait", "--json", .. cluster]);
        await UntilCommittedAsync(50, cluster);
        await killed.SignalAsync("KILL");
        await UntilCommittedAsync(200, cluster);
        await first.SignalAsync("KILL");
        await first.EndAsync();
        await using var second = StartHead(secured);
        await staying.UntilItSaysAsync("Silo takes work", times: 2);

        Assert.Equal(0, await submitted);
        Assert.Contains("Lost the head at", staying.Output, StringComparison.Ordinal);
        using var local = Session();
        Assert.Equal(0, await local.RunAsync("run", spec, "--data", folder.File("here"), "--json", "-", "--quiet"));
        Assert.Equal(local.Out, submit.Out);
    }

    [Fact]
    public async Task Second_head_of_a_store_says_so_and_exits()
    {
        await using var first = StartHead();
        await first.UntilItSaysAsync("Silo takes work");

        await using var second = Member.StartWithoutDatabase("--head", "--data", folder.File("head"),
            "--silo-port", $"{SiloProcess.FreePort()}", "--gateway-port", $"{SiloProcess.FreePort()}");

        Assert.Equal(5, await second.EndAsync());
        await Waiting.UntilAsync(() => Task.FromResult(second.Output.Contains("Wait for it, stop it, or choose another folder.", StringComparison.Ordinal)));
        Assert.StartsWith($"The data folder {folder.File("head")} is in use by another process (id ", second.Output, StringComparison.Ordinal);
        Assert.False(first.HasEnded);
    }

    [Fact]
    public async Task Second_silo_on_the_same_port_says_so_and_exits()
    {
        await using var head = StartHead();
        await head.UntilItSaysAsync("Silo takes work");

        await using var second = Member.StartWithoutDatabase("--head", "--data", folder.File("other"),
            "--silo-port", $"{silos}", "--gateway-port", $"{SiloProcess.FreePort()}");

        Assert.Equal(2, await second.EndAsync());
        await Waiting.UntilAsync(() => Task.FromResult(second.Output.StartsWith("silo-port: port ", StringComparison.Ordinal)));
    }

    // Goal: a silo that was declared dead comes back without a supervisor. Method: it is stopped until the head has declared it dead.
    [Fact]
    public async Task Suspended_silo_joins_again()
    {
        await using var head = StartHead();
        await using var suspended = Join(SiloProcess.FreePort());
        await suspended.UntilItSaysAsync("Silo takes work");

        await suspended.SignalAsync("STOP");
        await head.UntilItSaysAsync("is Dead");
        await suspended.SignalAsync("CONT");

        await suspended.UntilItSaysAsync("Silo takes work", times: 2);
        Assert.Contains("This silo drops its work and joins again", suspended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_that_waits_for_its_head_exits_on_SIGTERM()
    {
        await using var waiting = Join(SiloProcess.FreePort());
        await waiting.UntilItSaysAsync("Waiting for the head");

        await waiting.SignalAsync("TERM");

        Assert.Equal(0, await waiting.EndAsync());
    }

    private Member StartHead(params string[] more) => Member.StartWithoutDatabase([
        "--head", "--data", folder.File("head"), "--slots", "1", "--silo-port", $"{silos}", "--gateway-port", $"{clients}", .. more]);

    private Member Join(int gateway, params string[] more) => Member.StartWithoutDatabase([
        "--join", $"127.0.0.1:{silos}", "--slots", "1", "--silo-port", $"{SiloProcess.FreePort()}", "--gateway-port", $"{gateway}", .. more]);

    private static Task UntilCommittedAsync(int min, string[] cluster) => Waiting.UntilAsync(async () =>
    {
        using var polling = Session();
        return await polling.RunAsync(["status", "tiny", "--json", .. cluster]) == 0
            && System.Text.Json.JsonDocument.Parse(polling.Out.TrimEnd('\n').Split('\n')[^1]).RootElement.GetProperty("committed").GetInt64() >= min;
    });

    private static Session Session() => new() { Open = CliEnvironment.OpenAsync };
}
