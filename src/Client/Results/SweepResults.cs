using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Sweeps;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Client.Results;

/// <summary>What was found so far, read from the store in one go: everything that tables are made of.</summary>
/// <param name="Sweep">What was asked for.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Cells">One tally a cell, in cell order.</param>
/// <param name="Fingerprint">The fingerprint over what is committed.</param>
/// <param name="Failures">The trials that failed or diverged, in (cell, replicate) order.</param>
internal sealed record SweepResults(
    Sweep Sweep,
    SweepProgress Progress,
    IReadOnlyList<CellTally> Cells,
    string Fingerprint,
    IReadOnlyList<FailedTrial> Failures)
{
    /// <summary>What each cell's trials measured beside accuracies, folded in replicate order.</summary>
    public required IReadOnlyList<MetricSeries> Measurements { get; init; }

    /// <summary>Which middle is shown with which interval.</summary>
    public IntervalChoice Intervals { get; init; } = IntervalChoice.Default;

    /// <summary>For crossed sweeps each cell's means on X and −X with intervals that count levels, not runs; null where a replicate is missing.</summary>
    public IReadOnlyList<(Estimate Original, Estimate Inverted)?> CrossedMeans { get; init; } = [];

    /// <summary>Trials that failed or diverged.</summary>
    public long Failed => Cells.Sum(cell => cell.Failed + cell.Diverged);

    /// <summary>Trials that ended, in whatever way.</summary>
    public long Ended => Cells.Sum(cell => cell.Ended);

    /// <summary>Whether every trial ended, with a goal every cell stopped.</summary>
    public bool IsComplete => Ended == Progress.Trials;

    /// <summary>The exact facts that concern at least one cell.</summary>
    public IReadOnlyList<FactTally> Facts => [.. ExactFacts.All.Select(fact => FactTally.Of(fact, this)).OfType<FactTally>()];

    /// <summary>Reads everything.</summary>
    public static async Task<SweepResults> ReadAsync(ISweepSource source, CancellationToken stop)
    {
        var cells = await source.GetAllTalliesAsync(stop);
        var failures = new List<FailedTrial>();
        var measurements = cells.Select(_ => new MetricSeries()).ToList();
        var crossed = new List<(Estimate Original, Estimate Inverted)?>();
        var design = CrossedDesign.Of(source.Sweep.Spec.Replicates);
        for (var cell = 0; cell < cells.Count; cell++)
        {
            // Reasons and measurements stand in the rows, and most cells have none to read.
            if (cells[cell].Failed > 0 || cells[cell].Diverged > 0 || source.Sweep.Cells[cell].Settings.HasMeasurements)
            {
                await foreach (var row in source.ReadRowsAsync(cell, stop))
                {
                    var result = row.Read();
                    measurements[cell].Add(source.Sweep.ReplicateOf(row.Trial), result);
                    if (result.Outcome is not TrialOutcome.Completed)
                    {
                        failures.Add(new FailedTrial(cell, source.Sweep.ReplicateOf(row.Trial), result.Outcome, result.Reason));
                    }
                }
            }

            if (design is not null)
            {
                crossed.Add(await design.MeansAsync(source, cell, stop));
            }
        }

        var progress = await source.GetProgressAsync(stop);
        return new SweepResults(source.Sweep, progress, cells, await source.GetFingerprintAsync(stop), failures)
        {
            Measurements = measurements,
            CrossedMeans = crossed,
        };
    }
}

/// <summary>A trial without a measurement, and why.</summary>
internal sealed record FailedTrial(int Cell, long Replicate, TrialOutcome Outcome, string Reason);
