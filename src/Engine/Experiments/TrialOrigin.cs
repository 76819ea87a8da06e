namespace Symmetry.Engine.Experiments;

/// <summary>Where a trial comes from. It identifies the trial for programs and logs, and decides nothing but the seeds of programs.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Cell">The cell's number.</param>
/// <param name="Replicate">The replicate.</param>
/// <param name="Trial">The trial's number in the sweep.</param>
public sealed record TrialOrigin(string Sweep, int Cell, long Replicate, long Trial)
{
    /// <summary>The level that each freely named crossed factor has in this replicate. Default: none is crossed.</summary>
    public ImmutableArray<FactorLevel> Levels { get; init; } = [];
}
