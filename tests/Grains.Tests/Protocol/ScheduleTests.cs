using Symmetry.Protocol;

namespace Symmetry.Grains.Tests.Protocol;

/// <summary>A short run of the simulation in tests/Protocol, which says what is checked.</summary>
public sealed class ScheduleTests
{
    private const int Schedules = 500;

    [Fact]
    public void Invariants_hold_in_every_schedule()
    {
        var lines = new List<string>();

        var exitCode = Batch.Run(seed: 1, Schedules, isTraced: false, lines.Add);

        lines.ForEach(TestContext.Current.TestOutputHelper!.WriteLine);
        Assert.True(exitCode == 0, string.Join('\n', lines));
    }

    // Otherwise the printed seed would be of no use.
    [Fact]
    public void Same_seed_gives_the_same_schedule()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var (first, second) = (new List<string>(), new List<string>());

            var outcome = Schedule.Run(seed, first.Add);

            Assert.Equal(outcome, Schedule.Run(seed, second.Add));
            Assert.Equal(first, second);
        }
    }

    // No sweep waits for more than twice its share, except for one trial: trials are not divided.
    [Fact]
    public void Hundred_sweeps_share_the_slots() => Assert.All(
        FairShare.Run(seed: 1, sweeps: 100), tenth => Assert.InRange(tenth.Smallest, (tenth.Share / 2) - 1, tenth.Share));

    [Fact]
    public void Different_seeds_give_different_schedules() => Assert.NotEqual(Schedule.Run(1).Digest, Schedule.Run(2).Digest);
}
