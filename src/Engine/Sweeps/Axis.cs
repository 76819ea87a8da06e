using System.Collections.Immutable;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Sweeps;

/// <summary>One named list of values of a grid.</summary>
/// <param name="Setting">What varies.</param>
/// <param name="Values">Canonical texts, without repetition, at least one; their order is the order of the cells.</param>
public sealed record Axis(Setting Setting, ImmutableArray<string> Values);

/// <summary>A setting that all cells share.</summary>
/// <param name="Setting">What is fixed.</param>
/// <param name="Value">Its canonical text.</param>
public sealed record FixedSetting(Setting Setting, string Value);

/// <summary>Cells to leave out: those that match every condition.</summary>
/// <param name="Conditions">For each named setting the canonical texts that match; at least one condition.</param>
public sealed record Exclusion(ImmutableArray<Axis> Conditions)
{
    /// <summary>Whether a cell with these settings is left out.</summary>
    public bool Matches(TrialSettings settings) =>
        Conditions.All(condition => condition.Values.Contains(condition.Setting.Format(settings)));
}
