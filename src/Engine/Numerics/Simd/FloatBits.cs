namespace Symmetry.Engine.Numerics.Simd;

/// <summary>Bit patterns of floats.</summary>
internal static class FloatBits
{
    /// <summary>The bits of 1f: the exponent bias, shifted into place.</summary>
    public const int One = 0x3F800000;
}
