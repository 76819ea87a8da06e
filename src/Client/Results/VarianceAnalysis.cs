using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Sweeps;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Results;

/// <summary>The variance components of one cell on one test set.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Measure">Accuracy on X or on −X.</param>
/// <param name="Components">The analysis; null unless every replicate was completed, because the design must be balanced.</param>
internal sealed record VarianceAnalysis(Cell Cell, Measure Measure, VarianceComponents? Components)
{
    /// <summary>Reads the runs of a cell and analyses them: once for invariant features, whose rates are the same on X and −X.</summary>
    public static async Task<IReadOnlyList<VarianceAnalysis>> ReadAsync(ISweepSource source, CrossedDesign design, Cell cell, CancellationToken stop)
    {
        var results = await CrossedRuns.ReadAsync(source, cell.Number, stop);
        var isSame = results?.All(result => result.CorrectOriginal == result.CorrectInverted) ?? true;
        Measure[] measures = isSame ? [Measure.Original] : [Measure.Original, Measure.Inverted];
        return [.. measures.Select((measure, i) => new VarianceAnalysis(cell, measure, results is null ? null : VarianceComponents.Analyse(
            design.Names, design.Levels, CrossedRuns.Values(results, measure), source.Sweep.Spec.Seed, (uint)((2 * cell.Number) + i))))];
    }
}
