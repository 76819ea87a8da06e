using System.Diagnostics.Metrics;

namespace Symmetry.Grains.Diagnostics;

/// <summary>The metrics of the distribution. Dashboards depend on their names.</summary>
public static class Instruments
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Symmetry.Grains";

    private static readonly Meter Meter = new(Name);

    // The default boundaries are for milliseconds.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private static readonly Counter<long> Trials =
        Meter.CreateCounter<long>("symmetry.trials", "{trial}", "Trials stored for the first time, by outcome.");

    private static readonly Counter<long> Verified =
        Meter.CreateCounter<long>("symmetry.duplicates.verified", "{trial}", "Duplicate results with the same bits.");

    private static readonly Counter<long> Mismatched =
        Meter.CreateCounter<long>("symmetry.duplicates.mismatched", "{trial}", "Duplicate results with different bits: an alarm.");

    private static readonly Counter<long> Expired =
        Meter.CreateCounter<long>("symmetry.leases.expired", "{trial}", "Trials whose lease expired.");

    private static readonly Histogram<double> LeaseAges =
        Meter.CreateHistogram<double>("symmetry.lease.age", "s", "Time since a silo that reports results last got a lease.", [], Seconds);

    private static readonly Histogram<double> Commits =
        Meter.CreateHistogram<double>("symmetry.commit.duration", "s", "Time to store a batch of results.", [], Seconds);

    private static readonly UpDownCounter<long> Queue =
        Meter.CreateUpDownCounter<long>("symmetry.queue", "{trial}", "Trials that wait for a slot on this silo.");

    private static readonly Histogram<double> Trainings =
        Meter.CreateHistogram<double>("symmetry.training.duration", "s", "Processor time of a trial.", [], Seconds);

    internal static void Committed(double seconds) => Commits.Record(seconds);

    internal static void Stored(TrialOutcome outcome)
    {
        if (Trials.Enabled)
        {
            Trials.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));
        }
    }

    internal static void DuplicateVerified() => Verified.Add(1);

    internal static void DuplicateMismatched() => Mismatched.Add(1);

    internal static void LeaseExpired(long trials) => Expired.Add(trials);

    internal static void LeaseAged(double seconds) => LeaseAges.Record(seconds);

    internal static void Queued() => Queue.Add(1);

    internal static void Dequeued() => Queue.Add(-1);

    internal static void TrialRan(double seconds) => Trainings.Record(seconds);
}
