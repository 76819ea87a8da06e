namespace Symmetry.Chaos;

/// <summary>A fault to inject at a given point of a sweep.</summary>
/// <param name="Kind">The fault.</param>
/// <param name="AtTrial">The number of durable results at which it strikes.</param>
/// <param name="Silo">The index of the silo it strikes, for faults of a single silo.</param>
internal readonly record struct PlannedFault(Fault Kind, long AtTrial, int Silo);
