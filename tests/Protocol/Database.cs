namespace Symmetry.Protocol;

/// <summary>The database: what is in it, what was in it, and what disappeared from it.</summary>
internal sealed class Database(World world)
{
    private readonly List<ImmutableDictionary<string, SweepTable>> backups = [];
    private readonly Dictionary<string, HashSet<long>> removed = [];
    private readonly Dictionary<string, TimeSpan> completeUntil = [];
    private TimeSpan backedUpAt;

    public ImmutableDictionary<string, SweepTable> Sweeps { get; private set; } = ImmutableDictionary<string, SweepTable>.Empty;

    /// <summary>Counts the changes.</summary>
    public long Version { get; private set; }

    /// <summary>The number of rows of a sweep that disappeared or were damaged, each time that it happened.</summary>
    public Dictionary<string, long> RemovedCounts { get; } = [];

    /// <summary>When the last row disappeared.</summary>
    public TimeSpan FellBackAt { get; private set; } = -TimeSpan.FromDays(1);

    /// <summary>Whether a row of this trial disappeared at some time.</summary>
    public bool WasRemoved(string sweep, long trial) => removed.TryGetValue(sweep, out var trials) && trials.Contains(trial);

    /// <summary>The last time at which a sweep was completed in the database, with a row of every trial, good or damaged; null if it never had.</summary>
    public TimeSpan? CompleteUntil(string sweep) =>
        Sweeps.TryGetValue(sweep, out var table) && IsComplete(table) ? world.Now : completeUntil.TryGetValue(sweep, out var at) ? at : null;

    public void Set(SweepTable table)
    {
        if (world.Now - backedUpAt > TimeSpan.FromMilliseconds(50))
        {
            backups.Add(Sweeps);
            backedUpAt = world.Now;
        }

        Replace(Sweeps.SetItem(table.Added.Head.Id, table));
    }

    /// <summary>Falls back to an earlier state that has the same sweeps.</summary>
    public void FallBack()
    {
        var usable = backups.Where(backup => backup.Count == Sweeps.Count).TakeLast(20).ToList();
        if (usable.Count == 0)
        {
            return;
        }

        var older = world.Dice.Pick(usable);
        FellBackAt = world.Now;
        foreach (var (id, table) in Sweeps)
        {
            foreach (var (place, row) in table.Rows)
            {
                if (!older[id].Rows.ContainsKey(place))
                {
                    Remove(id, row.Row.Trial);
                }
            }

            world.Trace($"database: {id} falls back from {table.Rows.Count} to {older[id].Rows.Count} rows");
        }

        // The database runs on from there: later states are not its past any more.
        backups.RemoveRange(backups.IndexOf(older) + 1, backups.Count - backups.IndexOf(older) - 1);
        Replace(older);
    }

    /// <summary>Damages a row, if there is one.</summary>
    public void DamageRow()
    {
        var rows = Sweeps.Values.OrderBy(table => table.Added.Head.Id, StringComparer.Ordinal)
            .SelectMany(table => table.Rows.Select(row => (Table: table, row.Key, row.Value))).Where(row => row.Value.IsGood).ToList();
        if (rows.Count > 0)
        {
            var (table, place, row) = world.Dice.Pick(rows);
            FellBackAt = world.Now;
            Remove(table.Added.Head.Id, row.Row.Trial);
            world.Trace($"database: {table.Added.Head.Id}/{row.Row.Trial} is damaged");
            Replace(Sweeps.SetItem(table.Added.Head.Id, table with { Rows = table.Rows.SetItem(place, row with { IsGood = false }) }));
        }
    }

    private void Remove(string sweep, long trial)
    {
        if (!removed.TryGetValue(sweep, out var trials))
        {
            removed.Add(sweep, trials = []);
        }

        trials.Add(trial);
        RemovedCounts[sweep] = RemovedCounts.GetValueOrDefault(sweep) + 1;
    }

    private void Replace(ImmutableDictionary<string, SweepTable> sweeps)
    {
        foreach (var (id, table) in Sweeps)
        {
            if (!ReferenceEquals(sweeps[id], table) && IsComplete(table))
            {
                completeUntil[id] = world.Now;
            }
        }

        Sweeps = sweeps;
        Version++;
    }

    private static bool IsComplete(SweepTable table) =>
        table.Status == SweepStatus.Completed && table.Rows.Count == table.Added.Head.Trials;
}
