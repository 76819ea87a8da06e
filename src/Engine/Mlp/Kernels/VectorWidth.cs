namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>The number of floats that a kernel processes side by side. Every width gives the same bits.</summary>
internal enum VectorWidth
{
    Scalar = 1,

    Four = 4,

    Eight = 8,

    Sixteen = 16,
}
