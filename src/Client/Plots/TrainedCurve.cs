using System.Collections.Immutable;
using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Plots;

/// <summary>How the training of one replicate of a cell went.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Points">Where it was after epochs.</param>
internal sealed record TrainedCurve(Cell Cell, ImmutableArray<CurvePoint> Points)
{
    /// <summary>The most curves of a report: more lines are none that anybody follows.</summary>
    public const int Most = 10;

    /// <summary>Trains replicate 0 of the first cells that have learning curves, here.</summary>
    /// <exception cref="DataSetException">The images are not here.</exception>
    public static async Task<IReadOnlyList<TrainedCurve>> TrainAsync(Sweep sweep, IDataSets images, CancellationToken stop)
    {
        var cells = sweep.Cells.Where(cell => LearningCurve.Refusal(cell.Settings) is null).Take(Most).ToList();
        var found = new TrainedCurve[cells.Count];
        var features = new FeatureStore(dataSets: images);
        await Task.Run(
            () => Parallel.For(0, cells.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop }, i =>
                found[i] = new TrainedCurve(cells[i], LearningCurve.Of(sweep.SpecOf(sweep.TrialOf(cells[i].Number, 0)), features, stop))),
            stop);
        return [.. found.Where(curve => curve.Points.Length > 0)];
    }
}
