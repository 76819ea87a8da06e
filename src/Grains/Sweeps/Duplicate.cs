namespace Symmetry.Grains.Sweeps;

/// <summary>How a second row of a trial compares with the stored one.</summary>
internal enum Duplicate
{
    /// <summary>It is the same row, sent again because the reply was lost.</summary>
    Repeated,

    /// <summary>The trial ran again and gave the same bytes.</summary>
    Verified,

    /// <summary>The trial ran again and gave different bytes. The stored row stays.</summary>
    Mismatched,
}
