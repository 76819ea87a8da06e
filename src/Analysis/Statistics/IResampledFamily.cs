using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>A family of differences whose tests can be repeated on some of its replicates.</summary>
internal interface IResampledFamily
{
    /// <summary>How many differences there are.</summary>
    int Size { get; }

    /// <summary>What a test of all differences costs, in additions per flip or run.</summary>
    long Cost { get; }

    /// <summary>How many replicates can be chosen from: one number where all sides share them, else one for each cell.</summary>
    IReadOnlyList<int> Strata { get; }

    /// <summary>Whether half of the replicates are enough to test a difference.</summary>
    bool CanHalve(int difference);

    /// <summary>Symmetric data of the same sizes: each replicate's deviations from the means, with a common sign that is drawn.</summary>
    IResampledFamily Mirrored(ref RandomStream stream);

    /// <summary>Tests all differences together.</summary>
    /// <param name="chosen">The replicates of each stratum; one may be chosen several times.</param>
    /// <param name="isCentred">Whether the true differences are made 0: values are taken less their means over all replicates.</param>
    /// <returns>One verdict for each difference.</returns>
    DifferenceVerdict[] Judge(IReadOnlyList<int[]> chosen, bool isCentred);
}
