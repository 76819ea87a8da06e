using Symmetry.Client.Sweeps;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Client.Tests.Fakes;

/// <summary>An in-memory store whose results come from a function and that completes some trials at every poll.</summary>
internal sealed class FakeStore : ISweepStore
{
    private readonly Dictionary<string, FakeSweep> sweeps = [];

    public Func<Sweep, long, TrialResult> Result { get; init; } = FakeResults.Plain;

    public Func<Sweep, long, TrialResult> Again { get; init; } = FakeResults.Plain;

    public int TrialsPerLook { get; init; } = int.MaxValue;

    public Action<FakeSweep> OnLook { get; init; } = _ => { };

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public StoreOptions? Options { get; private set; }

    public Task<ISweepStore> OpenAsync(StoreOptions options, CancellationToken stop)
    {
        Opened++;
        Options = options;
        return Task.FromResult<ISweepStore>(this);
    }

    public Task<ISweepSource> SubmitAsync(Sweep sweep, CancellationToken stop) => Task.FromResult<ISweepSource>(Add(sweep, 0).Run());

    public FakeSweep Add(Sweep sweep, long committed)
    {
        if (!sweeps.TryGetValue(sweep.Id, out var fake))
        {
            sweeps[sweep.Id] = fake = new FakeSweep(this, sweep) { Committed = committed };
        }

        return fake;
    }

    public Task<IReadOnlyList<SweepHead>> ListAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<SweepHead>>(
        [.. sweeps.Values.Select(fake => new SweepHead(
            fake.Sweep.Id, fake.Sweep.Spec.Name, fake.Status, fake.Sweep.Trials, DateTimeOffset.UnixEpoch)
        {
            Stored = fake.Committed,
            Failed = 0,
        })]);

    public Task<ISweepSource> OpenAsync(string id, CancellationToken stop) => Task.FromResult<ISweepSource>(sweeps[id]);

    public ValueTask DisposeAsync()
    {
        Closed++;
        return ValueTask.CompletedTask;
    }
}
