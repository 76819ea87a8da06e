using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Planning;

/// <summary>What a plan has to achieve: either a half-width, or power for a difference.</summary>
/// <param name="HalfWidth">The half-width of every cell's interval; null to plan for power.</param>
/// <param name="Power">The probability of detecting a difference from the baseline; null to plan for a half-width.</param>
/// <param name="Difference">The difference to detect.</param>
/// <param name="Baseline">The cell that the others are compared with.</param>
internal sealed record PlanGoal(double? HalfWidth, double? Power, double? Difference, Cell Baseline);
