using Orleans.Runtime.Placement;

namespace Symmetry.Grains.Sweeps;

/// <summary>Moves a grain away from a silo that does not reach the store.</summary>
/// <remarks>
/// Deactivating it is not enough. Other silos remember where it was and send their calls there, where the first one starts it again; and
/// a silo without work is the one that Orleans prefers. A grain that migrates starts elsewhere before it ends here.
/// </remarks>
internal static class Relocation
{
    /// <summary>Moves the grain to another active silo; deactivates it if there is none.</summary>
    public static void MoveAway(this IGrainBase grain, IClusterMembershipService membership)
    {
        var here = grain.GrainContext.Address.SiloAddress;
        SiloAddress[] others = [.. membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(here))
            .Select(member => member.SiloAddress)
            .Order()];
        if (others.Length == 0)
        {
            grain.DeactivateOnIdle();
            return;
        }

        // The next silo in a fixed circle: a grain that has to move again tries each silo once.
        RequestContext.Set(IPlacementDirector.PlacementHintKey, others.FirstOrDefault(other => other.CompareTo(here) > 0) ?? others[0]);
        grain.MigrateOnIdle();
    }
}
