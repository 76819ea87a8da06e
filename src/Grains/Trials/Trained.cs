namespace Symmetry.Grains.Trials;

/// <summary>The result of work in a slot.</summary>
/// <param name="Value">The result.</param>
/// <param name="Seconds">Processor time of its thread; elapsed time where that is not available.</param>
public readonly record struct Trained<T>(T Value, double Seconds);
