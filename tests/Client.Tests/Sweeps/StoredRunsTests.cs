using Symmetry.Analysis.Paper;
using Symmetry.Client.Sweeps;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.Sweeps;

public sealed class StoredRunsTests
{
    [Fact]
    public async Task Rows_that_are_lost_before_the_fingerprint_is_read_are_read_again()
    {
        // The second look is behind the rows and before the fingerprint.
        var store = new FakeStore
        {
            OnLook = fake => (fake.Committed, fake.Lost) = fake.Looks switch
            {
                1 => (30, 0),
                2 or 3 => (10, 20),
                _ => (30, 20),
            },
        };
        var sweep = store.Add(PaperSweep.Create(3, 1), 30);

        var runs = await StoredRuns.ReadAsync(sweep, CancellationToken.None);

        Assert.True(runs.IsComplete);
        Assert.Equal(await sweep.GetFingerprintAsync(CancellationToken.None), runs.State.Fingerprint);
    }
}
