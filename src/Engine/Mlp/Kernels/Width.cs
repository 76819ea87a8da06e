using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>How many floats a kernel computes side by side. Every width gives the same bits.</summary>
internal enum Width
{
    /// <summary>One.</summary>
    Scalar = 1,

    /// <summary>Four: 128 bits.</summary>
    Four = 4,

    /// <summary>Eight: 256 bits.</summary>
    Eight = 8,

    /// <summary>Sixteen: 512 bits.</summary>
    Sixteen = 16,
}

/// <summary>What this machine can do.</summary>
internal static class CpuFeatures
{
    /// <summary>The widest vectors that the machine has with a fused multiply-add, without which they would be slower than floats.</summary>
    public static Width Widest { get; } =
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? Width.Sixteen
        : Vector256.IsHardwareAccelerated && Fma.IsSupported ? Width.Eight
        : Vector128.IsHardwareAccelerated && (Fma.IsSupported || AdvSimd.IsSupported) ? Width.Four
        : Width.Scalar;
}
