namespace Symmetry.Protocol;

/// <summary>A client that submits sweeps, watches them, and reads their results as <c>symmetry table</c> does.</summary>
internal sealed class Client(Cluster cluster)
{
    private readonly Process process = cluster.NewProcess("client");
    private readonly HashSet<string> cancelling = [];
    private readonly Dictionary<string, Task> following = [];

    /// <summary>When the client saw that a sweep had ended, with all its results.</summary>
    public Dictionary<string, TimeSpan> EndedAt { get; } = [];

    private SimulatedGrains Grains => new(cluster, process);

    private World World => cluster.World;

    public void Start()
    {
        foreach (var workload in cluster.Workloads.Values.OrderBy(workload => workload.Sweep.Id, StringComparer.Ordinal))
        {
            process.Post(() => following.Add(workload.Sweep.Id, FollowAsync(workload)));
        }
    }

    public void CancelAndResume(string sweep, TimeSpan pause) => process.Post(() => _ = CancelAndResumeAsync(sweep, pause));

    /// <summary>Throws what the client has found.</summary>
    public void ThrowIfViolated()
    {
        foreach (var (_, task) in following)
        {
            if (task.Exception?.InnerException is { } found)
            {
                throw found as Violation ?? new Violation($"the client failed: {found}");
            }
        }
    }

    private async Task CancelAndResumeAsync(string sweep, TimeSpan pause)
    {
        if (!cancelling.Add(sweep))
        {
            return;
        }

        await UntilAnsweredAsync(() => AsTrue(Grains.GetGrain<ISweepGrain>(sweep).CancelAsync()));
        World.Trace($"client: {sweep} is cancelled");
        await Task.Delay(pause, process.Clock);
        await UntilAnsweredAsync(() => AsTrue(Grains.GetGrain<ISweepGrain>(sweep).ResumeAsync()));
        World.Trace($"client: {sweep} is resumed");
        cancelling.Remove(sweep);
    }

    private async Task FollowAsync(Workload workload)
    {
        await Task.Delay(World.Dice.Milliseconds(0, 2000), process.Clock);
        var id = await UntilAnsweredAsync(() => Grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key).SubmitAsync(workload.Sweep.Canonical));
        var grain = Grains.GetGrain<ISweepGrain>(id);
        while (true)
        {
            var asked = World.Now;
            var progress = await TryAsync(grain.GetProgressAsync);
            if (progress is not null)
            {
                cluster.Checks.Reported(workload, progress, asked);
                if (progress.Status == SweepStatus.Completed && await ReadAsync(workload, grain))
                {
                    EndedAt[id] = World.Now;
                }
                else if (progress.Status == SweepStatus.Cancelled && !cancelling.Contains(id))
                {
                    // The store fell back to a time at which the sweep was cancelled.
                    await TryAsync(() => AsTrue(grain.ResumeAsync()));
                }
            }

            await Task.Delay(World.Dice.Milliseconds(200, 1000), process.Clock);
        }
    }

    private async Task<bool> ReadAsync(Workload workload, ISweepGrain grain)
    {
        var asked = World.Now;
        var rows = new List<TrialRow>();
        for (var cell = 0; cell < workload.Sweep.Cells.Length; cell++)
        {
            for (var from = 0L; ;)
            {
                var (number, first) = (cell, from);
                if (await TryAsync(() => grain.GetRowsAsync(number, first, 7)) is not { } page)
                {
                    return false;
                }

                rows.AddRange(page);
                if (page.Length == 0)
                {
                    break;
                }

                from = workload.Sweep.ReplicateOf(page[^1].Trial) + 1;
            }
        }

        if (await TryAsync(grain.GetProgressAsync) is not { } progress || await TryAsync(grain.GetFingerprintAsync) is not { } fingerprint)
        {
            return false;
        }

        return cluster.Checks.Read(workload, rows, progress, fingerprint, asked);
    }

    private async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> call)
        where T : class
    {
        while (true)
        {
            if (await TryAsync(call) is { } answer)
            {
                return answer;
            }

            await Task.Delay(World.Dice.Milliseconds(200, 1000), process.Clock);
        }
    }

    private async Task<T?> TryAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is not Violation)
        {
            World.Trace($"client: {e.Message}");
            return null;
        }
    }

    private static async Task<object> AsTrue(Task call)
    {
        await call;
        return true;
    }
}
