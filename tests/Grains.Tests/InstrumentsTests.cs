using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Symmetry.Engine.Experiments;
using Symmetry.Grains.Storage;

namespace Symmetry.Grains.Tests;

public sealed class InstrumentsTests
{
    /// <summary>Other tests measure at the same time, so that only what nobody else has is looked for.</summary>
    [Fact]
    public void A_result_that_is_new_is_counted_by_its_outcome_and_one_that_differs_as_an_alarm()
    {
        var heard = new ConcurrentBag<(string Name, string? Outcome)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Instruments.Name)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            heard.Add((instrument.Name, tags.IsEmpty ? null : tags[0].Value as string)));
        listener.Start();

        var diverged = new TrialResult { Outcome = TrialOutcome.Diverged, Reason = "It did." }.Encode();
        Instruments.Took(CommitKind.Added, diverged);
        Instruments.Took(CommitKind.Verified, diverged);
        Instruments.Took(CommitKind.Mismatched, diverged);

        Assert.Contains(("symmetry.trials", "Diverged"), heard);
        Assert.Contains(("symmetry.duplicates.verified", null), heard);
        Assert.Contains(("symmetry.duplicates.mismatched", null), heard);
    }
}
