using System.Collections.Immutable;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Web.Json;

/// <summary>One row of an export: a trial with its cell and its result.</summary>
/// <param name="Cell">The cell, with the texts of its settings.</param>
/// <param name="Replicate">The replicate.</param>
/// <param name="Permutation">P as text; empty for feature maps without P.</param>
/// <param name="Result">What was found.</param>
/// <param name="Row">How it came about.</param>
public sealed record ExportedTrial(ExportedCell Cell, long Replicate, string Permutation, TrialResult Result, TrialRow Row)
{
    /// <summary>What the trial measured under a name; NaN if it did not.</summary>
    public double Measured(string name) => Measure.Named(name).Of(Result);

    /// <summary>Reads a stored row.</summary>
    public static ExportedTrial Of(Sweep sweep, ExportedCell cell, TrialRow row) => new(
        cell, sweep.ReplicateOf(row.Trial), PermutationText.Of(sweep.SpecOf(row.Trial)), row.Read(), row);
}

/// <summary>What all rows of a cell share.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Settings">The text of each setting, in the register's order.</param>
public sealed record ExportedCell(IExperiment Experiment, Cell Cell, IReadOnlyList<string> Settings)
{
    /// <summary>The same settings as values of JSON, in UTF-8.</summary>
    internal ImmutableArray<byte[]> Json { get; } = [.. Experiment.Settings.Select((setting, i) => JsonValues.Encode(setting.Kind, Settings[i]))];

    /// <summary>Formats a cell's settings once for all its rows.</summary>
    public static ExportedCell Of(Sweep sweep, Cell cell) => new(sweep.Experiment, cell, [.. sweep.Experiment.Settings.Select(setting => setting.Format(cell.Settings))]);
}
