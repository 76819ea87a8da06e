namespace Symmetry.Engine.Numerics;

/// <summary>The version of everything that decides a result's bits: streams, kernels, data preparation, order of sums.</summary>
public static class NumericsVersion
{
    /// <summary>The version of this build. A silo of another version refuses the work instead of mixing bits.</summary>
    public const int Current = 1;
}
