using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Matmul;

/// <summary>The matrix product of forward pass, hidden deltas and gradients: C[u, lane] = start + Σ_k A[u, k]·B[k, lane], k in order.</summary>
/// <remarks>
/// <para>
/// For the forward pass and hidden deltas, the samples of a block are in the lanes and A holds the weights in either orientation. For
/// gradients, inputs or outputs are in the lanes and the sum is over samples. Only pointers and steps differ. Each term is one fma,
/// in order from k = 0: see <see cref="Reference"/>.
/// </para>
/// <para>B is given by pointers to its rows, so it can be any rows of the feature matrix without a copy.</para>
/// </remarks>
internal unsafe struct TiledMatmul
{
    public float* A;

    /// <summary>Floats from A[u, k] to A[u + 1, k].</summary>
    public nint UnitStep;

    /// <summary>Floats from A[u, k] to A[u, k + 1].</summary>
    public nint TermStep;

    /// <summary>Pointers to the rows of B, one per term.</summary>
    public float** B;

    /// <summary>The number of terms of a sum.</summary>
    public nint Terms;

    public float* C;

    /// <summary>Floats from C[u, lane] to C[u + 1, lane].</summary>
    public nint RowStep;

    /// <summary>The number of units, which are the rows of C.</summary>
    public nint Units;

    /// <summary>The start of unit 0, for <see cref="FromBias"/>.</summary>
    public float* Start;

    /// <summary>Floats from the start of one unit to the next.</summary>
    public nint StartStep;

    /// <summary>The factor of the previous C, for <see cref="FromMomentumAndDecay"/>.</summary>
    public float Keep;

    /// <summary>Floats from a gradient in C to its weight, for <see cref="FromMomentumAndDecay"/> and <see cref="ToWeights"/>.</summary>
    public nint WeightOffset;

    /// <summary>Floats from a gradient in C to the decay of its weight, for <see cref="FromMomentumAndDecay"/>.</summary>
    public nint DecayOffset;

    /// <summary>Computes the given number of vectors of each row of C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TSimd, TVector, TStart, TEnd>(int vectors)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TStart : struct, ISumStart
        where TEnd : struct, ISumEnd
    {
        var vector = 0;
        for (; vector + 2 <= vectors; vector += 2)
        {
            TwoVectorTiles<TSimd, TVector, TStart, TEnd>.Column(this, vector * TSimd.Count);
        }

        if (vector < vectors)
        {
            OneVectorTiles<TSimd, TVector, TStart, TEnd>.Column(this, vector * TSimd.Count);
        }
    }
}
