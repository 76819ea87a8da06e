using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Contracts;

public sealed class ContractTests
{
    // To change the contract on purpose, copy the file that the failure names over the reviewed one, and add a line to the CHANGELOG.
    [Fact]
    public void Wire_contract_is_the_reviewed_one()
    {
        var reviewed = Path.Combine(Repository.Root, "src/Grains.Interfaces/WireContract.txt");
        var actual = ContractText.Of(typeof(ISweepGrain).Assembly);
        if (!File.Exists(reviewed) || File.ReadAllText(reviewed) != actual)
        {
            var proposed = Path.Combine(AppContext.BaseDirectory, "WireContract.txt");
            File.WriteAllText(proposed, actual);
            Assert.Fail($"{reviewed} differs from the contract in the code, which is in {proposed}.");
        }
    }

    [Fact]
    public void Messages_survive_serialization()
    {
        var sweep = Small.Of("wire", 3);
        var row = Small.RowOf(sweep, 5, "127.0.0.1:1@1", 0.1);
        RoundTrip(new SweepHead("id", "name", SweepStatus.Cancelled, 10, DateTimeOffset.UnixEpoch.AddTicks(1))
        {
            Stored = 5,
            Failed = 4,
            Verified = 3,
            Mismatched = 2,
            Lost = 1,
        });
        RoundTrip(new SweepProgress("id", "name", SweepStatus.Running, 1, 2, 3, 4, 5, 6, 7, 8) { Standing = "one is left", Lost = 9 });
        RoundTrip(new SiloShare("silo", 3, 0.5, true) { Slots = 4, LeasedFor = 1.5 });
        RoundTrip(new TrialRange(3, 1L << 40));

        var report = Through(new WorkerReport("silo", 1, [row], [new TrialRange(1, 2)], 5, true) { Slots = 3 });
        Assert.Equal(("silo", 1, 5, true, 3), (report.Silo, report.Numerics, report.Wanted, report.IsQuarantined, report.Slots));
        Assert.Equal([new TrialRange(1, 2)], report.Held);
        Assert.Equal(row.Read(), report.Rows.Single().Read());
        Assert.Equal((5, 1, "127.0.0.1:1@1", 0.1), (report.Rows[0].Trial, report.Rows[0].Attempts, report.Rows[0].Silo, report.Rows[0].Seconds));

        Assert.Null(report.Rows[0].Outcomes);
        var kept = Small.RowOf(Small.Keeping("wire", 3), 5);
        Assert.Equal(kept.Read().Outcomes!.Encode(), Through(kept).Read().Outcomes!.Encode());

        var reply = Through(new WorkerReply([1, 2], new Lease(7, [new TrialRange(0, 1)], [0]), [new TrialRange(8, 9)], SweepStatus.Completed, true));
        Assert.Equal([1L, 2L], reply.Acknowledged);
        Assert.Equal((7, new TrialRange(0, 1)), (reply.Lease!.Number, reply.Lease.Ranges.Single()));
        Assert.Equal(0, reply.Lease.Again.Single());
        Assert.Equal((new TrialRange(8, 9), SweepStatus.Completed, true), (reply.Revoked.Single(), reply.Status, reply.IsQuarantined));

        var curve = Through(new TrialCurve([0, 1], [2.5, 0.5], [0.1, 0.8], [0.1, 0.7]));
        Assert.Equal((1, 0.5, 0.8, 0.7), (curve.Epochs[1], curve.TrainLoss[1], curve.Original[1], curve.Inverted[1]));
        var tallies = Through(new CellTallyPage(4, [[1, 2, 3]]) { Exits = [new CellExit(4, 12, 3, 20.5)] });
        Assert.Equal([1, 2, 3], tallies.Tallies.Single());
        Assert.Equal(new CellExit(4, 12, 3, 20.5), tallies.Exits!.Single());
        Assert.Equal("no", Through(new RefusedException("no")).Message);
        Assert.Equal("away", Through(new StoreException("away")).Message);
    }

    private static void RoundTrip<T>(T value)
        where T : notnull => Assert.Equal(value, Through(value));

    private static T Through<T>(T value)
        where T : notnull
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(value))!;
    }
}
