using Symmetry.Analysis.Runs;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Json;

/// <summary>One row of an export: a trial with its cell and its result.</summary>
public sealed class ExportedTrial
{
    /// <summary>A trial that ended.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="cell">The cell, with the texts of its settings.</param>
    /// <param name="row">The trial.</param>
    public ExportedTrial(Sweep sweep, ExportedCell cell, RunRow row)
    {
        (Cell, Row) = (cell, row);
        Permutation = PermutationText.Write(sweep.SpecOf(sweep.TrialOf(cell.Cell.Number, row.Replicate)));
    }

    /// <summary>The cell, with the texts of its settings.</summary>
    public ExportedCell Cell { get; }

    /// <summary>The trial.</summary>
    public RunRow Row { get; }

    /// <summary>P as text; empty for feature maps without P.</summary>
    public string Permutation { get; }

    /// <summary>What the trial measured under a name; NaN if it did not.</summary>
    public double Measurement(string name) => TrialMetrics.Measurement(Row.Result, name);
}
