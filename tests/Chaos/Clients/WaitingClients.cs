namespace Symmetry.Chaos.Clients;

/// <summary>Two clients that submit a sweep at once and wait for its end, and one that watches it.</summary>
internal sealed class WaitingClients : IAsyncDisposable
{
    private const int Completed = 0;
    private const int Interrupted = 130;

    // They outlast every fault.
    private static readonly TimeSpan WaitFor = TimeSpan.FromMinutes(5);

    private readonly SubmittedSweep submitted;
    private readonly CancellationTokenSource end;
    private readonly List<Task<ClientAnswer>> clients;

    /// <summary>Starts those that submit.</summary>
    public WaitingClients(SubmittedSweep submitted, CancellationToken stop)
    {
        this.submitted = submitted;
        end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        clients = [.. Enumerable.Range(0, 2).Select(_ => submitted.RunAsync(WaitFor, end.Token, "submit", submitted.Spec, "--wait", "--json"))];
    }

    /// <summary>Starts the one that watches the sweep, which must have been submitted.</summary>
    public void Watch() => clients.Add(submitted.RunAsync(WaitFor, end.Token, "watch", submitted.Sweep.Id));

    /// <summary>Waits for all to end.</summary>
    /// <param name="limit">How long they may take.</param>
    /// <param name="mayBeCancelled">Whether they may have seen the sweep cancelled.</param>
    /// <returns>What is wrong with their answers.</returns>
    public async Task<IReadOnlyList<string>> FindDefectsAsync(TimeSpan limit, bool mayBeCancelled)
    {
        end.CancelAfter(limit);
        var defects = new List<string>();
        foreach (var client in clients)
        {
            try
            {
                var answer = await client;
                if (!IsRight(answer, mayBeCancelled))
                {
                    defects.Add($"{answer}\n{answer.Output}");
                }
            }
            catch (ClientStoppedException e)
            {
                defects.Add(e.Message);
            }
        }

        return defects;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Task.WhenAll((IEnumerable<Task>)clients).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private bool IsRight(ClientAnswer answer, bool mayBeCancelled)
    {
        if (answer.ExitCode != Completed)
        {
            return mayBeCancelled && answer.ExitCode == Interrupted;
        }

        // Only those that submit print JSON.
        return !answer.Output.StartsWith('{') || FinalTable.Read(answer.Output) == new FinalTable(submitted.Sweep.Trials, submitted.Expected);
    }
}
