namespace Symmetry.Protocol;

/// <summary>A timer of a process: fires as a turn of it.</summary>
internal sealed class ProcessTimer(World world, Process process, Action callback) : ITimer
{
    private int version;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        version++;
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            Schedule(dueTime, period, version);
        }

        return true;
    }

    public void Dispose() => version++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Schedule(TimeSpan due, TimeSpan period, int scheduled)
    {
        world.After(due, () =>
        {
            if (scheduled == version)
            {
                process.Post(() => Fire(period, scheduled));
            }
        });
    }

    private void Fire(TimeSpan period, int scheduled)
    {
        if (scheduled != version)
        {
            return;
        }

        if (period > TimeSpan.Zero)
        {
            Schedule(period, period, scheduled);
        }

        callback();
    }
}
