namespace Symmetry.Engine.Sweeps;

/// <summary>One point of a grid.</summary>
/// <param name="Number">0, 1, ... in grid order, counted after exclusions and the draw of a sample.</param>
/// <param name="Settings">All settings of the point.</param>
/// <param name="Coordinates">The canonical text of each setting that varies, in the order of <see cref="Sweep.Axes"/>.</param>
public sealed record Cell(int Number, TrialSettings Settings, ImmutableArray<string> Coordinates);
