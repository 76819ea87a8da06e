using Orleans.Runtime.Placement;

namespace Symmetry.Grains.Sweeps;

/// <summary>The placement of a grain.</summary>
internal sealed class GrainPlacement(IGrainBase grain, IClusterMembershipService membership) : IPlacement
{
    public int ActiveSilos => membership.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active);

    // Not GetSiloStatus: it also reports a silo as dead that this one does not know yet.
    public bool IsDead(string silo) =>
        membership.CurrentSnapshot.Members.TryGetValue(SiloAddress.FromParsableString(silo), out var member) && member.Status == SiloStatus.Dead;

    public void Deactivate() => grain.DeactivateOnIdle();

    public void MoveAway()
    {
        var active = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress);
        if (Relocation.FindNext(grain.GrainContext.Address.SiloAddress!, active) is not { } next)
        {
            grain.DeactivateOnIdle();
            return;
        }

        RequestContext.Set(IPlacementDirector.PlacementHintKey, next);
        grain.MigrateOnIdle();
    }
}
