namespace Symmetry.Chaos.Faults;

/// <summary>The database falls back to a backup some seconds old, under running silos.</summary>
/// <param name="afterEnd">Whether it falls back after the sweep was completed.</param>
internal sealed class RestoreBackup(bool afterEnd) : IFault
{
    private const int Rows = 60;

    public string Name => afterEnd ? "RestoreAfterEnd" : "Restore";

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        await target.Postgres.BackUpAsync();
        await target.WaitForResultsAsync(afterEnd ? target.Sweep.Trials : await target.CountAsync(stop) + Rows, stop);
        if (afterEnd)
        {
            // Clients see the end of the sweep.
            await Task.Delay(FaultTarget.Short * 2, stop);
        }

        await target.Postgres.RestoreAsync();
    }
}
