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
    /// <summary>
    /// Which test images were classified correctly (<see cref="TestOutcomes.Encode"/>); null where none are kept, and in rows that are
    /// read without them. Their hash is part of <see cref="Result"/>, so comparing results compares them too.
    /// </summary>
    [Id(5)]
    public byte[]? Outcomes { get; init; }

    /// <summary>The row of an ended trial, after its first attempt.</summary>
    public static TrialRow Encode(long trial, TrialResult result, string silo, double seconds) =>
        new(trial, result.Encode(), 1, silo, seconds) { Outcomes = result.Outcomes?.Encode() };

    /// <summary>The row of a trial that was read from a file. A time that is not known, NaN, is stored as 0.</summary>
    public static TrialRow Import(long trial, TrialResult result, string silo, double seconds, int attempts) =>
        Encode(trial, result, silo, double.IsNaN(seconds) ? 0 : seconds) with { Attempts = attempts };

    /// <summary>Decodes the result, with the outcomes per test image if the row has them.</summary>
    /// <exception cref="FormatException">The bytes are not a valid result, or the outcomes are those of another one.</exception>
    public TrialResult Read() => TrialResult.Decode(Result, Outcomes);
}
