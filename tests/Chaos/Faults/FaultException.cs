namespace Symmetry.Chaos.Faults;

/// <summary>A fault was not survived as it should be.</summary>
internal sealed class FaultException(string message) : Exception(message);
