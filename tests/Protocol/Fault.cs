namespace Symmetry.Protocol;

/// <summary>A fault of a schedule.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Place">Which silo; -1 for all.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends.</param>
internal sealed record Fault(FaultKind Kind, int Place, TimeSpan From, TimeSpan Until)
{
    public bool IsActive(TimeSpan now) => now >= From && now < Until;

    public bool Concerns(int place) => Place < 0 || Place == place;

    public override string ToString() => FormattableString.Invariant(
        $"{Kind}{(Place < 0 ? "" : $" of silo {Place}")} at {From.TotalSeconds:F1} s{(Until > From ? $" for {(Until - From).TotalSeconds:F1} s" : "")}");
}
