namespace Symmetry.Engine.Numerics.Simd;

/// <summary>Bit patterns of floats.</summary>
internal static class Bits
{
    /// <summary>The bits of 1f: the exponent's bias in its place.</summary>
    public const int One = 0x3F800000;
}
