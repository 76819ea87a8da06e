using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>The vector units of this machine.</summary>
internal static class CpuFeatures
{
    /// <summary>The widest vectors with a fused multiply-add; without one, vectors would be slower than floats.</summary>
    public static VectorWidth Widest { get; } =
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? VectorWidth.Sixteen
        : Vector256.IsHardwareAccelerated && Fma.IsSupported ? VectorWidth.Eight
        : Vector128.IsHardwareAccelerated && (Fma.IsSupported || AdvSimd.IsSupported) ? VectorWidth.Four
        : VectorWidth.Scalar;
}
