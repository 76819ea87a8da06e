namespace Symmetry.Client.Planning;

/// <summary>The expected duration of a trial of each cell in one slot of this machine.</summary>
internal sealed record TrialTimes(ImmutableArray<double> Seconds, string Source);
