using Symmetry.Grains.Sweeps;

namespace Symmetry.Grains.Tests.Sweeps;

public sealed class LeaseBookTests
{
    private static readonly TimeSpan Expiry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    private readonly LeaseBook book = new(100, Expiry);

    [Fact]
    public void Trials_are_leased_once_lowest_first()
    {
        Assert.Equal([new TrialRange(0, 10)], book.Lease("a", 10, Start));
        Assert.Equal([new TrialRange(10, 15)], book.Lease("b", 5, Start));
        Assert.Equal((15, 85), (book.HeldCount, book.FreeCount));
    }

    [Fact]
    public void Trials_missing_in_a_report_become_free()
    {
        book.Lease("a", 10, Start);

        Assert.Empty(book.Reconcile("a", [new TrialRange(0, 3), new TrialRange(5, 6)], Start));

        Assert.Equal([new TrialRange(3, 5), new TrialRange(6, 12)], book.Lease("b", 8, Start));
    }

    [Fact]
    public void Silo_keeps_the_trials_that_it_reports_to_a_new_book()
    {
        Assert.Empty(book.Reconcile("a", [new TrialRange(0, 10)], Start));

        Assert.Equal([new TrialRange(10, 12)], book.Lease("b", 2, Start));
    }

    [Fact]
    public void Trials_that_are_done_or_held_by_another_silo_are_revoked()
    {
        book.Lease("a", 10, Start);
        book.Complete(12);

        Assert.Equal([new TrialRange(8, 10), new TrialRange(12, 13)], book.Reconcile("b", [new TrialRange(8, 14)], Start));
        Assert.Equal(13, book.HeldCount);
    }

    [Fact]
    public void Leases_expire_for_a_silo_that_stops_reporting()
    {
        book.Lease("a", 10, Start);
        book.Lease("b", 10, Start);
        book.Reconcile("a", [new TrialRange(0, 10)], Start + Expiry);

        Assert.Equal([("b", 10L)], book.Expire(Start + Expiry + TimeSpan.FromTicks(1), _ => false));

        Assert.Equal([new TrialRange(10, 20)], book.Lease("c", 10, Start + Expiry));
    }

    [Fact]
    public void Dead_silo_loses_its_leases_at_once()
    {
        book.Lease("a", 10, Start);

        Assert.Equal([("a", 10L)], book.Expire(Start, silo => silo == "a"));
        Assert.Equal(0, book.HeldCount);
    }

    [Fact]
    public void Trial_is_completed_once_whichever_silo_held_it()
    {
        book.Lease("a", 3, Start);

        Assert.True(book.Complete(1));
        Assert.False(book.Complete(1));
        Assert.Equal((1, 2, 97), (book.DoneCount, book.HeldCount, book.FreeCount));
        Assert.Empty(book.Reconcile("a", [], Start));
        Assert.Equal([new TrialRange(0, 1), new TrialRange(2, 4)], book.Lease("b", 3, Start));
    }

    [Fact]
    public void Invalid_ranges_are_ignored()
    {
        book.Reconcile("a", [new TrialRange(-5, 2), new TrialRange(90, 500), new TrialRange(7, 3)], Start);

        Assert.Equal(12, book.HeldCount);
    }

    // Goal: in every sequence of steps, no trial has two holders and none is lost.
    // Method: reproducible random steps, compared with a dictionary of holders.
    [Fact]
    public void Random_steps_agree_with_a_simple_model()
    {
        for (var index = 0u; index < 200; index++)
        {
            var draw = new Engine.Numerics.RandomStream(1, Engine.Numerics.Purpose.Resampling, index);
            var tested = new LeaseBook(40, Expiry);
            var owner = new Dictionary<long, string>();
            string[] silos = ["a", "b", "c"];
            for (var step = 0; step < 100; step++)
            {
                var silo = silos[draw.Below(3)];
                switch (draw.Below(4))
                {
                    case 0:
                        foreach (var range in tested.Lease(silo, draw.Below(8), Start))
                        {
                            for (var trial = range.From; trial < range.To; trial++)
                            {
                                Assert.True(owner.TryAdd(trial, silo), $"draw {index}: {trial} has two holders");
                            }
                        }

                        break;
                    case 1:
                        var done = draw.Below(40);
                        Assert.Equal(owner.GetValueOrDefault(done) != "done", tested.Complete(done));
                        owner[done] = "done";
                        break;
                    case 2:
                        var from = draw.Below(40);
                        var held = new TrialRange(from, Math.Min(40, from + draw.Below(10)));
                        tested.Reconcile(silo, [held], Start);
                        for (var trial = 0L; trial < 40; trial++)
                        {
                            var isSaid = trial >= held.From && trial < held.To;
                            if (isSaid)
                            {
                                owner.TryAdd(trial, silo);
                            }
                            else if (owner.GetValueOrDefault(trial) == silo)
                            {
                                owner.Remove(trial);
                            }
                        }

                        break;
                    default:
                        tested.Expire(Start, dead => dead == silo);
                        foreach (var trial in owner.Where(pair => pair.Value == silo).Select(pair => pair.Key).ToArray())
                        {
                            owner.Remove(trial);
                        }

                        break;
                }

                Assert.Equal(owner.Count(pair => pair.Value == "done"), tested.DoneCount);
                Assert.Equal(owner.Count(pair => pair.Value != "done"), tested.HeldCount);
            }
        }
    }
}
