namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>The number of floats that a kernel processes side by side. Every width gives the same bits.</summary>
internal enum VectorWidth
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
