namespace Symmetry.Engine.Sweeps;

/// <summary>Cells to leave out: those that match every condition.</summary>
/// <param name="Conditions">For each named setting the values that match; at least one condition.</param>
public sealed record Exclusion(ImmutableArray<Axis> Conditions)
{
    /// <summary>Whether a cell with these settings is left out.</summary>
    public bool Matches(TrialSettings settings) => Conditions.All(condition => condition.Matches(settings));
}
