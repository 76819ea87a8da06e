namespace Symmetry.Web.Sweeps;

/// <summary>What a cluster has: sweeps and silos.</summary>
internal static class SweepList
{
    /// <summary>All sweeps with their progress, oldest first.</summary>
    public static async Task<IReadOnlyList<(SweepHead Head, SweepProgress Progress)>> ReadAsync(IGrainFactory grains)
    {
        var list = new List<(SweepHead, SweepProgress)>();
        foreach (var head in await grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key).ListAsync())
        {
            list.Add((head, head.ToProgress() ?? await ProgressOfAsync(grains, head)));
        }

        return list;
    }

    /// <summary>The active silos with their status, by address.</summary>
    public static async Task<IReadOnlyList<(string Address, string Status)>> ReadSilosAsync(IGrainFactory grains)
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        return [.. hosts.Select(host => (host.Key.ToParsableString(), host.Value.ToString())).OrderBy(host => host.Item1, StringComparer.Ordinal)];
    }

    private static async Task<SweepProgress> ProgressOfAsync(IGrainFactory grains, SweepHead head)
    {
        try
        {
            return await grains.GetGrain<ISweepGrain>(head.Id).GetProgressAsync();
        }
        catch (RefusedException)
        {
            // The sweep has another numerics version; list it without counts.
            return new SweepProgress(head.Id, head.Name, head.Status, head.Trials, head.Stored, 0, 0, 0, 0, 0, 0);
        }
    }
}
