using System.Globalization;

namespace Symmetry.Chaos.Faults;

/// <summary>A fault that strikes at a given point of a sweep.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="AtTrial">The number of durable results at which it strikes.</param>
/// <param name="Silo">The number of the silo it strikes, for faults of a single silo.</param>
internal readonly record struct PlannedFault(IFault Fault, long AtTrial, int Silo)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Fault.Name} of silo {Silo} at {AtTrial}");
}
