using Symmetry.Engine.Experiments;

namespace Symmetry.Engine.Sweeps;

/// <summary>A goal about which cells are better on a metric.</summary>
/// <param name="On">The metric's name. Empty in a specification: validation where every cell has it, else <see cref="DefaultMetric"/>. A
/// <see cref="Sweep"/> fills it in.</param>
public abstract record MetricGoal(string On) : ReplicateGoal;
