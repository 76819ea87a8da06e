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
        Permutation = sweep.Experiment.PermutationOf(sweep.SpecOf(sweep.TrialOf(cell.Cell.Number, row.Replicate)))?.ToString() ?? "";
    }

    /// <summary>The cell, with the texts of its settings.</summary>
    public ExportedCell Cell { get; }

    /// <summary>The trial.</summary>
    public RunRow Row { get; }

    /// <summary>P as text; empty for trials without P.</summary>
    public string Permutation { get; }
}
