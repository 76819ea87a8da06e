using Symmetry.Chaos.Faults;

namespace Symmetry.Chaos;

/// <summary>What this machine lets the nemesis disturb.</summary>
/// <param name="HasSmallDisk">Whether disks can be filled.</param>
/// <param name="HasSlowDisk">Whether disks can be slowed down.</param>
/// <param name="HasNetwork">Whether silos can have networks of their own, which can be cut.</param>
/// <param name="HasClocks">Whether silos can have clocks of their own, which can be set.</param>
internal sealed record MachineSupport(bool HasSmallDisk, bool HasSlowDisk, bool HasNetwork, bool HasClocks)
{
    /// <summary>Tries everything, and prints what is missing.</summary>
    public static async Task<MachineSupport> ProbeAsync() => new(
        IsPossible("Full disks", await SmallDisk.ObstacleAsync()),
        IsPossible("Slow disks", SlowDisk.Obstacle),
        IsPossible("Cut networks", await SiloNetwork.ObstacleAsync()),
        IsPossible("Clocks", FakeClock.Obstacle));

    private static bool IsPossible(string faults, string? obstacle)
    {
        if (obstacle is not null)
        {
            Screen.Print($"{faults} are left out: {obstacle}");
        }

        return obstacle is null;
    }
}
