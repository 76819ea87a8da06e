namespace Symmetry.Analysis.Statistics;

/// <summary>How a sign-flip test found its p.</summary>
public enum SignFlipMethod
{
    /// <summary>Every one of the 2ⁿ flips, counted one by one or by the distribution of their sum.</summary>
    Exact,

    /// <summary>Randomly drawn flips, with the observed one counted among them.</summary>
    MonteCarlo,

    /// <summary>The saddlepoint approximation of the share of flips (<see cref="SignFlipTail"/>).</summary>
    Saddlepoint,
}
