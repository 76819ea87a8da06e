namespace Symmetry.Protocol;

/// <summary>The faults of a schedule, and what they do to messages and statements.</summary>
internal sealed class FaultPlan
{
    private const int MaxFaults = 6;

    private static readonly (FaultKind Kind, int Weight)[] Weights =
    [
        (FaultKind.Kill, 4), (FaultKind.KillAll, 1), (FaultKind.Stop, 2), (FaultKind.Freeze, 4), (FaultKind.Isolate, 3), (FaultKind.BadNetwork, 4),
        (FaultKind.StoreRefuses, 3), (FaultKind.StoreIsSilent, 3), (FaultKind.StoreIsSlow, 2), (FaultKind.StoreFallsBack, 4), (FaultKind.RowIsDamaged, 2),
        (FaultKind.SecondActivation, 4), (FaultKind.Deactivation, 2), (FaultKind.WallClockIsSet, 2), (FaultKind.CancelAndResume, 2),
    ];

    private static readonly FaultKind[] OfOneSilo =
        [FaultKind.Kill, FaultKind.Stop, FaultKind.Freeze, FaultKind.Isolate, FaultKind.WallClockIsSet];

    private static readonly FaultKind[] Instants =
        [FaultKind.StoreFallsBack, FaultKind.RowIsDamaged, FaultKind.SecondActivation, FaultKind.Deactivation, FaultKind.WallClockIsSet];

    private FaultPlan(IReadOnlyList<Fault> faults) => Faults = faults;

    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>When the last fault ends.</summary>
    public TimeSpan End => Faults.Select(fault => fault.Until).Append(TimeSpan.Zero).Max();

    /// <summary>Draws the faults of a schedule: in half of the schedules within a few seconds, because most sweeps do not last longer.</summary>
    public static FaultPlan Draw(Dice dice, int silos)
    {
        var last = dice.Chance(0.5) ? 4.0 : 30.0;
        var faults = new List<Fault>();
        for (var left = dice.Below(MaxFaults + 1); left > 0; left--)
        {
            var kind = DrawKind(dice);
            var place = OfOneSilo.Contains(kind) || (StoreFaults(kind) && dice.Chance(0.5)) ? dice.Below(silos) : -1;
            var from = dice.Seconds(0.1, last);
            var length = Instants.Contains(kind) ? TimeSpan.Zero : dice.Chance(0.5) ? dice.Seconds(0.1, 3) : dice.Seconds(3, 25);
            faults.Add(new Fault(kind, place, from, from + length));
        }

        return new FaultPlan([.. faults.OrderBy(fault => fault.From)]);
    }

    /// <summary>No faults.</summary>
    public static FaultPlan None { get; } = new([]);

    public bool IsIsolated(int place, TimeSpan now) => Find(FaultKind.Isolate, place, now) is not null;

    public bool IsNetworkBad(TimeSpan now) => Find(FaultKind.BadNetwork, place: 0, now) is not null;

    /// <summary>What is wrong with the store, seen from a silo.</summary>
    public Fault? OfStore(int place, TimeSpan now)
    {
        foreach (var fault in Faults)
        {
            if (StoreFaults(fault.Kind) && fault.Concerns(place) && fault.IsActive(now))
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Whether something was wrong with the store at some time since a moment.</summary>
    public bool HadStoreFaultSince(TimeSpan from, TimeSpan now) =>
        Faults.Any(fault => StoreFaults(fault.Kind) && fault.From <= now && fault.Until >= from);

    private Fault? Find(FaultKind kind, int place, TimeSpan now)
    {
        foreach (var fault in Faults)
        {
            if (fault.Kind == kind && fault.Concerns(place) && fault.IsActive(now))
            {
                return fault;
            }
        }

        return null;
    }

    private static bool StoreFaults(FaultKind kind) => kind is FaultKind.StoreRefuses or FaultKind.StoreIsSilent or FaultKind.StoreIsSlow;

    private static FaultKind DrawKind(Dice dice)
    {
        var at = dice.Below(Weights.Sum(weight => weight.Weight));
        foreach (var (kind, weight) in Weights)
        {
            if ((at -= weight) < 0)
            {
                return kind;
            }
        }

        throw new InvalidOperationException("The weights changed.");
    }
}
