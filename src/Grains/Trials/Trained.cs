namespace Symmetry.Grains.Trials;

/// <summary>The result of work in a slot.</summary>
/// <param name="Value">The result.</param>
/// <param name="Seconds">
/// Processor time of its thread; elapsed time for work that waits, and where processor time is not available. Of several that ran
/// together, each has an equal part.
/// </param>
public readonly record struct Trained<T>(T Value, double Seconds);
