using Symmetry.Analysis.Figures;
using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;

namespace Symmetry.Client.Reports;

/// <summary>Trains a few trials again and measures them between epochs.</summary>
internal static class LearningCurves
{
    /// <summary>Trains replicate 0 of the first cells, in this process; nothing for experiments without epochs.</summary>
    /// <exception cref="DataSetException">The images are missing.</exception>
    public static async Task<IReadOnlyList<TrainedCurve>> TrainAsync(Sweep sweep, IDataSets images, CancellationToken stop)
    {
        if (sweep.Experiment is not ITrainedInEpochs experiment)
        {
            return [];
        }

        var cells = sweep.Cells.Take(TrainedCurve.Max).ToList();
        var found = new TrainedCurve[cells.Count];
        var features = new FeatureStore(dataSets: images);
        await Task.Run(
            () => Parallel.For(0, cells.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop }, i =>
                found[i] = new TrainedCurve(cells[i], experiment.TrainCurve(sweep.SpecOf(sweep.TrialOf(cells[i].Number, 0)), features, stop))),
            stop);
        return [.. found.Where(curve => curve.Points.Length > 0)];
    }
}
