namespace Symmetry.Grains.Sweeps;

/// <summary>A row and its result, which is decoded once: when the row arrives, or when the store returns it.</summary>
internal readonly record struct EndedTrial(TrialRow Row, TrialResult Result)
{
    /// <summary>Decodes a row; the result does not hold the outcomes per test image, so that none stay in memory after a commit.</summary>
    /// <exception cref="FormatException">The row has no valid result.</exception>
    public static EndedTrial Decode(TrialRow row) => new(row, row.Read().WithoutOutcomes());
}
