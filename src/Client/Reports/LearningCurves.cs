using Symmetry.Analysis.Figures;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;

namespace Symmetry.Client.Reports;

/// <summary>Trains a few trials again and looks at them between epochs.</summary>
internal static class LearningCurves
{
    /// <summary>The most curves of a report: more lines cannot be followed.</summary>
    public const int Max = 10;

    /// <summary>Trains replicate 0 of the first cells that have learning curves, in this process.</summary>
    /// <exception cref="DataSetException">The images are not here.</exception>
    public static async Task<IReadOnlyList<TrainedCurve>> TrainAsync(Sweep sweep, IDataSets images, CancellationToken stop)
    {
        var cells = sweep.Cells.Where(cell => LearningCurve.Refusal(cell.Settings) is null).Take(Max).ToList();
        var found = new TrainedCurve[cells.Count];
        var features = new FeatureStore(dataSets: images);
        await Task.Run(
            () => Parallel.For(0, cells.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop }, i =>
                found[i] = new TrainedCurve(cells[i], LearningCurve.Of(sweep.SpecOf(sweep.TrialOf(cells[i].Number, 0)), features, stop))),
            stop);
        return [.. found.Where(curve => curve.Points.Length > 0)];
    }
}
