using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Symmetry.Engine.Experiments;
using Symmetry.Grains.Diagnostics;

namespace Symmetry.Grains.Tests;

public sealed class InstrumentsTests
{
    // Other tests record metrics at the same time, so this looks for a tag that no other test uses.
    [Fact]
    public void Stored_results_are_counted_by_outcome_and_duplicates_by_comparison()
    {
        var measured = new ConcurrentBag<(string Name, string? Outcome)>();
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
            measured.Add((instrument.Name, tags.IsEmpty ? null : tags[0].Value as string)));
        listener.Start();

        Instruments.Stored(TrialOutcome.Diverged);
        Instruments.DuplicateVerified();
        Instruments.DuplicateMismatched();

        Assert.Contains(("symmetry.trials", "Diverged"), measured);
        Assert.Contains(("symmetry.duplicates.verified", null), measured);
        Assert.Contains(("symmetry.duplicates.mismatched", null), measured);
    }
}
