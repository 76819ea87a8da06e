using System.Text.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Client.Sweeps;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;

namespace Symmetry.Client.Tests.Commands;

public sealed class ClusterVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Submit_prints_the_id_and_with_wait_the_table()
    {
        var spec = folder.Write("tiny.yaml", "replicates: 2\n");
        using var session = new Session();
        Assert.Equal(0, await session.RunAsync("submit", spec));
        Assert.Matches("^tiny-[0-9a-f]{8}\n$", session.Out);
        Assert.Equal(ClusterAddress.Default, session.Store.Options!.Cluster!.ToString());

        using var waiting = new Session();
        Assert.Equal(0, await waiting.RunAsync("submit", spec, "--wait", "--json"));
        Assert.Equal(2, JsonDocument.Parse(waiting.Out).RootElement.GetProperty("trials").GetInt32());
        Assert.Contains("on the cluster at 127.0.0.1:30000", waiting.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_that_the_database_loses_after_the_end_are_waited_for()
    {
        // The first look is before the watch, the second sees the end, and the third is before the rows are read.
        using var session = new Session { Store = new FakeStore { OnLook = sweep => sweep.Committed = sweep.Looks == 3 ? 1 : sweep.Committed } };

        Assert.Equal(0, await session.RunAsync("submit", folder.Write("tiny.yaml", "replicates: 2\n"), "--wait", "--json"));

        Assert.Equal(2, JsonDocument.Parse(session.Out).RootElement.GetProperty("cells")[0].GetProperty("replicates").GetInt32());
    }

    [Fact]
    public async Task Status_lists_missing_trials_and_silos()
    {
        using var session = new Session();
        session.Store.Add(PaperSweep.Create(3, 1), 28);

        Assert.Equal(0, await session.RunAsync("status", "paper"));
        Assert.Contains("missing   2: 28-29\n", session.Out, StringComparison.Ordinal);
        Assert.Contains("stored    28: 28 completed, 0 diverged, 0 failed\n", session.Out, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:11112@1 holds 0, heard of 2.0 s ago, takes no more work: its trials kept failing\n", session.Out, StringComparison.Ordinal);

        using var json = new Session();
        json.Store.Add(PaperSweep.Create(3, 1), 28);
        Assert.Equal(0, await json.RunAsync("status", "paper", "--json"));
        var status = JsonDocument.Parse(json.Out).RootElement;
        Assert.Equal([28, 29], status.GetProperty("missing")[0].EnumerateArray().Select(trial => trial.GetInt32()));
        Assert.True(status.GetProperty("silos")[1].GetProperty("sick").GetBoolean());
    }

    [Fact]
    public async Task Sweep_can_be_cancelled_resumed_and_watched()
    {
        using var session = new Session();
        var sweep = session.Store.Add(PaperSweep.Create(3, 1), 0);

        Assert.Equal(0, await session.RunAsync("cancel", "paper"));
        Assert.True(sweep.IsCancelled);
        Assert.Contains(" is cancelled: 0 of 30 trials are stored.\n", session.Out, StringComparison.Ordinal);
        Assert.Equal(0, await session.RunAsync("resume", "paper"));
        Assert.False(sweep.IsCancelled);
        sweep.Run();
        Assert.Equal(0, await session.RunAsync("watch", "paper"));
        Assert.Contains("Table 2.", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_reports_equal_bits_or_the_trials_that_differ()
    {
        using var session = new Session();
        session.Store.Add(PaperSweep.Create(10, 1), 100);
        Assert.Equal(0, await session.RunAsync("verify", "paper", "--sample", "5%"));
        Assert.EndsWith(": ran 5 stored trials again (seed 1), 5 of them on another silo than first: all have the same bits.\n",
            session.Out, StringComparison.Ordinal);

        using var differing = new Session { Store = new FakeStore { Again = (_, _) => TrialResult.Failure("other bits") } };
        differing.Store.Add(PaperSweep.Create(10, 1), 100);
        Assert.Equal(3, await differing.RunAsync("verify", "paper", "--sample", "7", "--seed", "2"));
        Assert.Equal(7, differing.Out.Split("DIFFERS: ").Length - 1);
    }

    [Theory]
    [InlineData("0%")]
    [InlineData("101%")]
    [InlineData("1.5")]
    [InlineData("some")]
    public async Task Invalid_sample_gives_exit_code_2(string sample)
    {
        using var session = new Session();

        Assert.Equal(2, await session.RunAsync("verify", "paper", "--sample", sample));
        Assert.StartsWith("--sample must be ", session.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_line_overrides_the_cluster_of_the_environment()
    {
        using var session = new Session();
        session.Variables["SYMMETRY_CLUSTER"] = "silo.example,10.0.0.2:31000";
        Assert.Equal(0, await session.RunAsync("list"));
        Assert.Equal("silo.example:30000,10.0.0.2:31000", session.Store.Options!.Cluster!.ToString());
        Assert.Equal(0, await session.RunAsync("list", "--cluster", "[::1]:5"));
        Assert.Equal("[::1]:5", session.Store.Options!.Cluster!.ToString());
        Assert.Equal(0, await session.RunAsync("list", "--data", "there"));
        Assert.Null(session.Store.Options!.Cluster);
        Assert.Equal(0, await session.RunAsync("list", "--cluster", "postgres:Host=h;Password=secret"));
        Assert.Equal("Host=h;Password=secret", session.Store.Options!.Cluster!.Database);
        Assert.DoesNotContain("secret", session.Store.Options!.Cluster!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cluster", "host:0")]
    [InlineData("--cluster", "host:port")]
    [InlineData("--cluster", "")]
    [InlineData("--cluster", "a,,b")]
    [InlineData("--cluster", "postgres:gibberish")]
    [InlineData("--cluster", "postgres:Database=symmetry")]
    [InlineData("--cluster", "a", "--data", "b")]
    [InlineData("--tls-ca", "ca.pem", "--cluster", "a")]
    public async Task Invalid_cluster_gives_exit_code_2_and_one_sentence(params string[] options)
    {
        using var session = new Session();

        Assert.Equal(2, await session.RunAsync(["list", .. options]));
        Assert.Single(session.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal(0, session.Store.Opened);
    }

    [Theory]
    [InlineData("Unable to connect to S127.0.0.1:26130:0, will retry after 947.4325ms", "Unable to connect to 127.0.0.1:26130.")]
    [InlineData("Unable to connect to endpoint S[::1]:30000:154543916. See InnerException", "Unable to connect to endpoint [::1]:30000. See InnerException.")]
    [InlineData("Response did not arrive on time in 00:00:05 for message: Request [sys.client/a]->[S127.0.0.1:1:2 b] #12.",
        "Response did not arrive on time in 00:00:05.")]
    [InlineData("Connection refused", "Connection refused.")]
    public void Reason_is_one_sentence_without_Orleans_details(string message, string expected) =>
        Assert.Equal(expected, ErrorText.Of(new InvalidOperationException("outer", new TimeoutException(message))));

    [Fact]
    public void Long_waits_report_the_elapsed_time()
    {
        var clock = new HandClock();
        var told = new List<string>();
        var patience = new RetryBudget(clock, TimeSpan.FromSeconds(25), "the cluster", told.Add);

        Assert.True(patience.IsLeft("No."));
        clock.Seconds += 4;
        Assert.True(patience.IsLeft("No."));
        clock.Seconds += 8;
        Assert.True(patience.IsLeft("Not yet."));
        patience.Answered();
        Assert.True(patience.IsLeft("No."));
        clock.Seconds += 25;
        Assert.False(patience.IsLeft("No."));

        Assert.Equal(
            [
                "Waiting for the cluster, for at most 25 s: No.",
                "Still waiting for the cluster, 12 s of at most 25 s: Not yet.",
                "The cluster answers.",
                "Waiting for the cluster, for at most 25 s: No.",
                "Still waiting for the cluster, 25 s of at most 25 s: No.",
            ],
            told);
    }

    private sealed class HandClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
