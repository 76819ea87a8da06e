namespace Symmetry.Chaos.Faults;

/// <summary>The disk of the database is full for a while.</summary>
/// <param name="withLog">Whether the write-ahead log needs room too, without which the server stops.</param>
internal sealed class FillDisk(bool withLog) : IFault
{
    public string Name => withLog ? "FullDiskForLog" : "FullDisk";

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        target.Disk!.Fill();
        try
        {
            if (withLog)
            {
                try
                {
                    await target.Postgres.SwitchLogAsync();
                }
                catch (Exception e) when (e is Npgsql.NpgsqlException or IOException)
                {
                    // The server has stopped.
                }
            }

            await Task.Delay(FaultTarget.Long, stop);
        }
        finally
        {
            target.Disk.Free();
        }

        await target.Postgres.StartStoppedAsync();
    }
}
