namespace Symmetry.Protocol;

/// <summary>The trial grains of a silo: a trial waits for a slot, takes some time, and gives the result of the workload.</summary>
internal sealed class Training(Cluster cluster, Silo silo, int slots)
{
    private readonly Dictionary<(string Sweep, long Trial), (Task<TrialRow> Row, CancellationTokenSource Stop)> running = [];
    private readonly Queue<TaskCompletionSource> waiting = [];
    private int free = slots;

    public Task<TrialRow> RunAsync(string sweep, long trial)
    {
        var dice = cluster.World.Dice;
        if (cluster.Faults.IsNetworkBad(cluster.World.Now) && dice.Chance(0.02))
        {
            throw dice.Chance(0.5) ? new TimeoutException("The trial takes long.") : new InvalidOperationException("The grain is deactivating.");
        }

        if (!running.TryGetValue((sweep, trial), out var known))
        {
            var stop = new CancellationTokenSource();
            known = (TrainAsync(sweep, trial, stop.Token), stop);
            if (!known.Row.IsCompleted)
            {
                running[(sweep, trial)] = known;
            }
        }

        return known.Row;
    }

    public void Stop(string sweep, long trial)
    {
        if (running.TryGetValue((sweep, trial), out var known))
        {
            known.Stop.Cancel();
        }
    }

    private async Task<TrialRow> TrainAsync(string sweep, long trial, CancellationToken stop)
    {
        if (free == 0)
        {
            var turn = new TaskCompletionSource();
            waiting.Enqueue(turn);
            await turn.Task;
        }
        else
        {
            free--;
        }

        try
        {
            var seconds = cluster.TrialTime * (0.5 + (cluster.World.Dice.Below(1000) / 1000.0));
            cluster.Trainings[sweep] = cluster.Trainings.GetValueOrDefault(sweep) + 1;
            await Task.Delay(seconds, silo.Process.Clock, stop);
            return new TrialRow(trial, cluster.Workloads[sweep].Bytes[(int)trial], 1, silo.Address.ToParsableString(), seconds.TotalSeconds);
        }
        finally
        {
            running.Remove((sweep, trial));
            if (!waiting.TryDequeue(out var next))
            {
                free++;
            }
            else
            {
                next.SetResult();
            }
        }
    }
}
