namespace Symmetry.Grains.Sweeps;

/// <summary>Chooses the silo for a grain that moves away from a silo that does not reach the store.</summary>
/// <remarks>
/// Deactivating the grain is not enough. Other silos remember where it was and send their calls there, where the first one starts it again; and
/// a silo without work is the one that Orleans prefers. A grain that migrates starts elsewhere before it ends here.
/// </remarks>
internal static class Relocation
{
    /// <summary>The next silo in a fixed circle, so that a grain that has to move again tries each silo once; null if there is no other one.</summary>
    public static SiloAddress? FindNext(SiloAddress here, IEnumerable<SiloAddress> active)
    {
        SiloAddress[] others = [.. active.Where(silo => !silo.Equals(here)).Order()];
        return others.FirstOrDefault(other => other.CompareTo(here) > 0) ?? others.FirstOrDefault();
    }
}
