namespace Symmetry.Engine.Sweeps;

/// <summary>Cells by their settings: those that match every condition.</summary>
/// <param name="Conditions">For each named setting the values that match; at least one condition.</param>
public sealed record CellFilter(ImmutableArray<Axis> Conditions)
{
    /// <summary>Whether a cell with these settings matches every condition.</summary>
    public bool Matches(TrialSettings settings) => Conditions.All(condition => condition.Matches(settings));
}
