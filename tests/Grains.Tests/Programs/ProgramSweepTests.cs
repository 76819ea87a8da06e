using System.Collections.Concurrent;
using System.Text;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;
using Symmetry.Silo;

namespace Symmetry.Grains.Tests.Programs;

/// <summary>Sweeps whose trials are programs, on embedded silos and on silos that do not allow them.</summary>
public sealed class ProgramSweepTests : IDisposable
{
    private readonly TempFolder folder = new();

    public ProgramSweepTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /bin/sh.");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Trials_are_runs_of_the_program_and_take_its_elapsed_time()
    {
        var sweep = SweepOf("sh train.sh", replicates: 10, "sleep 0.05; x=$(grep -o '\"x\":[0-9]*'); echo \"{\\\"value\\\": ${x#*:}}\"");
        await using var silo = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = folder.Path, Slots = 2 });
        await silo.Grains.SubmitAsync(sweep);
        await silo.Grains.UntilEndedAsync(sweep.Id);

        var rows = await silo.Grains.GetGrain<ISweepGrain>(sweep.Id).GetRowsAsync(1, 0, 100);
        Assert.Equal(Enumerable.Repeat<double?>(20, 10), rows.Select(row => row.Read().Find("value")?.Value));
        Assert.All(rows, row => Assert.InRange(row.Seconds, 0.05, 60));
    }

    [Fact]
    public async Task Program_that_fails_is_tried_twice_and_the_reason_has_its_last_words()
    {
        var sweep = SweepOf("sh train.sh", replicates: 1, "echo cannot train >&2; exit 3");
        await using var silo = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = folder.Path, Slots = 1 });
        await silo.Grains.SubmitAsync(sweep);
        await silo.Grains.UntilEndedAsync(sweep.Id);

        var row = Assert.Single(await silo.Grains.GetGrain<ISweepGrain>(sweep.Id).GetRowsAsync(0, 0, 100));
        Assert.Equal(
            (TrialResult.Failure("The program exited with code 3. Standard error ends with: cannot train"), 2), (row.Read(), row.Attempts));
    }

    [Fact]
    public async Task Silo_without_the_setting_refuses_programs()
    {
        const string Refusal = "This silo does not run programs. A silo with the setting allow-programs does, with all its rights.";
        var sweep = SweepOf("sh train.sh", replicates: 5, "echo never >file");
        await using var cluster = await Cluster.StartAsync(1, (_, _) => throw new InvalidOperationException("The trial ran."));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => cluster.Grains.SubmitAsync(sweep));
        Assert.Equal(Refusal, refused.Message);

        // As if another silo had accepted it: this one leaves the trials to others, and does not count them as failed.
        var calls = new ConcurrentQueue<string>();
        cluster.OnCall = calls.Enqueue;
        await cluster.Store.AddSweepAsync(
            new StoredSweep(new SweepHead(sweep.Id, sweep.Spec.Name, SweepStatus.Running, sweep.Trials, DateTimeOffset.UnixEpoch), sweep.Canonical));
        await Waiting.UntilAsync(() => Task.FromResult(calls.Contains(nameof(ISweepGrain.GetSpecAsync))));
        await Assert.ThrowsAsync<RefusedException>(() => cluster.Grains.GetGrain<IRerunGrain>($"{sweep.Id}/0").RunAsync());
        var progress = await cluster.Sweep(sweep).GetProgressAsync();
        Assert.Equal((0, 0), (progress.Committed, progress.Failed));
        Assert.DoesNotContain(nameof(ISweepGrain.ExchangeAsync), calls);
    }

    private static Sweep SweepOf(string command, int replicates, string script)
    {
        var program = new ProgramExperiment(new ProgramDeclaration
        {
            Command = [.. command.Split(' ')],
            Columns = new DeclaredColumns([("x", SettingKind.Number)], [DeclaredColumns.Metric("value", MetricDirection.Larger)]),
            Files = [new ProgramFile("train.sh", [.. Encoding.UTF8.GetBytes(script)])],
        });
        return new Sweep(new SweepSpec
        {
            Name = "program",
            Experiment = program,
            Replicates = ReplicateDesign.Independent(replicates),
            Axes = [Axis.Parse(program.Setting("x"), "10", "20")],
        });
    }
}
