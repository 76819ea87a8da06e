namespace Symmetry.Engine.Numerics;

/// <summary>The version of everything that decides a result's bits: streams, kernels, data preparation, order of sums.</summary>
public static class NumericsVersion
{
    /// <summary>The version of this build. Processes of different versions do not work on the same sweep, so that bits are never mixed.</summary>
    public const int Current = 1;
}
