using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>Whether an interval holds the truth.</summary>
internal static class Coverage
{
    /// <summary>1 if it does, 0 if it does not or there is none. True means are known up to rounding, which a point interval must survive.</summary>
    public static int Holds(Interval? interval, double truth) =>
        interval is { } known && known.Lower - 1e-12 <= truth && truth <= known.Upper + 1e-12 ? 1 : 0;
}
