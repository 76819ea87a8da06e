using Symmetry.Engine.Trials;

namespace Symmetry.Client.Planning;

/// <summary>One run of a pilot.</summary>
/// <param name="Result">The trial's result.</param>
/// <param name="Seconds">The trial's duration.</param>
internal sealed record PilotRun(TrialResult Result, double Seconds);
