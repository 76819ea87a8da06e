using Symmetry.Engine.Experiments;

namespace Symmetry.Grains;

/// <summary>An ended trial: its result, which is a function of the specification, and how it was computed.</summary>
/// <param name="Trial">The trial's number in its sweep.</param>
/// <param name="Result">The canonical bytes of the result (<see cref="TrialResult.Encode"/>), which are compared and fingerprinted.</param>
/// <param name="Attempts">The number of attempts, at least 1.</param>
/// <param name="Silo">The silo that ran it.</param>
/// <param name="Seconds">The processor time that it took; elapsed time where that is not available.</param>
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
    /// <summary>Decodes the result.</summary>
    /// <exception cref="FormatException">The bytes are not a valid result.</exception>
    public TrialResult Read() => TrialResult.Decode(Result);
}
