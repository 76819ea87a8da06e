using System.Diagnostics.Metrics;
using Symmetry.Engine.Experiments;
using Symmetry.Grains.Storage;

namespace Symmetry.Grains;

/// <summary>What is measured of the distribution. Names are a contract with dashboards.</summary>
/// <remarks>Without a listener an instrument costs nanoseconds, so that nothing asks whether somebody listens.</remarks>
public static class Instruments
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "Symmetry.Grains";

    private static readonly Meter Meter = new(Name);

    // The usual bounds are milliseconds' and would put every second into one bucket.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private static readonly Counter<long> Trials =
        Meter.CreateCounter<long>("symmetry.trials", "{trial}", "Trials that were stored for the first time, by outcome.");

    private static readonly Counter<long> Verified =
        Meter.CreateCounter<long>("symmetry.duplicates.verified", "{trial}", "Duplicate results that had the same bits.");

    private static readonly Counter<long> Mismatched =
        Meter.CreateCounter<long>("symmetry.duplicates.mismatched", "{trial}", "Duplicate results that differed: an alarm.");

    private static readonly Counter<long> Expired =
        Meter.CreateCounter<long>("symmetry.leases.expired", "{trial}", "Leased trials that were taken back from a silo.");

    private static readonly Histogram<double> LeaseAges =
        Meter.CreateHistogram<double>("symmetry.lease.age", "s", "How long ago a silo that brings results was given trials last.", [], Seconds);

    private static readonly Histogram<double> Commits =
        Meter.CreateHistogram<double>("symmetry.commit.duration", "s", "How long the store took for a batch of results.", [], Seconds);

    private static readonly UpDownCounter<long> Queue =
        Meter.CreateUpDownCounter<long>("symmetry.queue", "{trial}", "Trainings that wait for a slot on this silo.");

    private static readonly Histogram<double> Trainings =
        Meter.CreateHistogram<double>("symmetry.training.duration", "s", "Processor time of a training.", [], Seconds);

    internal static void Committed(double seconds) => Commits.Record(seconds);

    internal static void Took(CommitKind kind, byte[] result)
    {
        switch (kind)
        {
            case CommitKind.Added when Trials.Enabled:
                Trials.Add(1, new KeyValuePair<string, object?>("outcome", TrialResult.Decode(result).Outcome.ToString()));
                break;
            case CommitKind.Verified:
                Verified.Add(1);
                break;
            case CommitKind.Mismatched:
                Mismatched.Add(1);
                break;
        }
    }

    internal static void LeaseExpired(long trials) => Expired.Add(trials);

    internal static void LeaseAged(double seconds) => LeaseAges.Record(seconds);

    internal static void Queued() => Queue.Add(1);

    internal static void Dequeued() => Queue.Add(-1);

    internal static void Trained(double seconds) => Trainings.Record(seconds);
}
