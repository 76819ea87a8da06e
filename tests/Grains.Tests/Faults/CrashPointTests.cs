using Symmetry.Grains.Tests.Support;

namespace Symmetry.Grains.Tests.Faults;

/// <summary>The coordinator's silo dies, or its activation ends, at each point between a computed result and its acknowledgement.</summary>
public sealed class CrashPointTests
{
    public enum Point
    {
        /// <summary>The result was reported but not written.</summary>
        BeforeCommit,

        /// <summary>The result was written but not acknowledged.</summary>
        AfterCommit,
    }

    public enum End
    {
        SiloDies,
        ActivationEnds,
        StoreFails,
    }

    public static TheoryData<Point, End> Cases
    {
        get
        {
            var cases = new TheoryData<Point, End>();
            foreach (var point in Enum.GetValues<Point>())
            {
                foreach (var end in Enum.GetValues<End>())
                {
                    cases.Add(point, end);
                }
            }

            return cases;
        }
    }

    // Method: the fault happens at the third commit, which throws.
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_result_is_stored_and_counted_once(Point point, End end)
    {
        var name = $"crash-{point}-{end}".ToLowerInvariant();
        var sweep = point is Point.BeforeCommit ? Small.Of(name, 1000) : Small.Keeping(name, 1000);
        var calls = 0;
        var fault = new TaskCompletionSource();
        await using var cluster = await Cluster.StartAsync(2, Slowly);
        void Strike()
        {
            if (Interlocked.Increment(ref calls) == 3)
            {
                fault.SetResult();
                throw new StoreException("gone");
            }
        }

        cluster.Store.Before = point is Point.BeforeCommit ? Strike : () => { };
        cluster.Store.After = point is Point.AfterCommit ? Strike : () => { };
        await cluster.Grains.SubmitAsync(sweep);
        await fault.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        switch (end)
        {
            case End.SiloDies when await cluster.CoordinatorsSiloAsync(sweep) is { } silo:
                await cluster.KillAsync(silo);
                break;
            case End.ActivationEnds:
                await cluster.DeactivateAsync(cluster.Sweep(sweep));
                break;
        }

        await cluster.AssertEndAsync(sweep, $"{point}, {end}");
    }

    // Slow enough that the third commit is not the last.
    private static Engine.Experiments.TrialResult Slowly(Engine.Experiments.TrialSpec spec, CancellationToken stop)
    {
        stop.WaitHandle.WaitOne(2);
        stop.ThrowIfCancellationRequested();
        return Small.ResultOf(spec);
    }
}
