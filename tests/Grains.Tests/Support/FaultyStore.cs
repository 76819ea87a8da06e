using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Storage;

namespace Symmetry.Grains.Tests.Support;

/// <summary>A store whose commits can fail before or after they are written, and whose answers can wait.</summary>
internal sealed class FaultyStore(IResultStore inner) : IResultStore
{
    /// <summary>Called before a commit; may throw.</summary>
    public Action Before { get; set; } = () => { };

    /// <summary>Called after a commit; may throw.</summary>
    public Action After { get; set; } = () => { };

    /// <summary>What the answer of a commit waits for.</summary>
    public Func<Task> Answer { get; set; } = () => Task.CompletedTask;

    /// <summary>What counts wait for before they are stored.</summary>
    public Func<Task> Counting { get; set; } = () => Task.CompletedTask;

    public Task<StoredSweep> AddSweepAsync(StoredSweep sweep) => inner.AddSweepAsync(sweep);

    public Task<StoredSweep?> FindSweepAsync(string id) => inner.FindSweepAsync(id);

    public Task<string> FindClaimsAsync(string id) => inner.FindClaimsAsync(id);

    public Task SetClaimsAsync(string id, string specification) => inner.SetClaimsAsync(id, specification);

    public Task<IReadOnlyList<SweepHead>> ListSweepsAsync() => inner.ListSweepsAsync();

    public Task<Fence> TakeEpochAsync(string id) => inner.TakeEpochAsync(id);

    public Task<SweepStatus> CheckAsync(string id, Fence fence) => inner.CheckAsync(id, fence);

    public Task SetStatusAsync(string id, Fence fence, SweepStatus status) => inner.SetStatusAsync(id, fence, status);

    public async Task SetCountsAsync(string id, Fence fence, SweepCounts counts)
    {
        await Counting();
        await inner.SetCountsAsync(id, fence, counts);
    }

    public async Task<Commit[]> CommitAsync(Sweep sweep, Fence fence, IReadOnlyList<TrialRow> rows)
    {
        Before();
        var commits = await inner.CommitAsync(sweep, fence, rows);
        After();
        await Answer();
        return commits;
    }

    public Task<StoredPage> ReadCellAsync(Sweep sweep, int cell, long from, int count) => inner.ReadCellAsync(sweep, cell, from, count);

    public Task<StoredPage> ReadCellsAsync(Sweep sweep, int from, int cells) => inner.ReadCellsAsync(sweep, from, cells);

    public IAsyncEnumerable<StoredPage> ReadAllAsync(Sweep sweep) => inner.ReadAllAsync(sweep);
}
