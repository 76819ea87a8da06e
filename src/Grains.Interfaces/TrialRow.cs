using Symmetry.Engine.Experiments;

namespace Symmetry.Grains;

/// <summary>One ended trial: the result, which is a function of the spec, and how it came about, which is not.</summary>
/// <param name="Trial">The trial's number in its sweep.</param>
/// <param name="Result">The canonical bytes of the result (<see cref="TrialResult.Encode"/>): compared and fingerprinted.</param>
/// <param name="Attempts">How many times it was tried, at least 1.</param>
/// <param name="Silo">The silo that trained it.</param>
/// <param name="Seconds">How long training took, in seconds of its thread's processor time where known.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.trial-row")]
public sealed record TrialRow(
    [property: Id(0)] long Trial,
    [property: Id(1)] byte[] Result,
    [property: Id(2)] int Attempts,
    [property: Id(3)] string Silo,
    [property: Id(4)] double Seconds)
{
    /// <summary>The result.</summary>
    public TrialResult Read() => TrialResult.Decode(Result);
}
