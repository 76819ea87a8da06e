namespace Symmetry.Engine.Sweeps;

/// <summary>One point of a grid.</summary>
/// <param name="Number">0, 1, ... in grid order, counted after exclusions.</param>
/// <param name="Settings">All settings of the point.</param>
/// <param name="Coordinates">The canonical text on each axis, in axis order.</param>
public sealed record Cell(int Number, TrialSettings Settings, ImmutableArray<string> Coordinates);
