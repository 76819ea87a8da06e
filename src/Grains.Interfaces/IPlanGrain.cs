namespace Symmetry.Grains;

/// <summary>Estimates how long a sweep would take, key = its id. Runs some trials in a slot of a silo, and stores nothing.</summary>
[Alias("symmetry.plan")]
public interface IPlanGrain : IGrainWithStringKey
{
    /// <summary>The estimate. Calls during the measurement share it.</summary>
    /// <param name="specification">The sweep as canonical JSON.</param>
    /// <exception cref="RefusedException">The sweep is invalid, its trials are programs, or the silo has no slots or not its images.</exception>
    [Alias("estimate")]
    Task<SweepEstimate> EstimateAsync(string specification);
}
