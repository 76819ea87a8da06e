using System.Runtime.CompilerServices;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>The one product behind forward, hidden delta and gradient: C[u, lane] = start + Σ_k A[u, k]·B[k, lane], k in order.</summary>
/// <remarks>
/// <para>
/// Forward and hidden delta have the samples of a block in the lanes, A the weights in either orientation; the gradient has inputs
/// (or outputs) in the lanes and sums over samples. Only addresses differ. One fma a term, from k = 0 on: <see cref="Reference"/>.
/// </para>
/// <para>B is given by the addresses of its rows, so that it may be rows of the feature matrix in any order, without a copy.</para>
/// </remarks>
internal unsafe struct TiledMatmul
{
    /// <summary>A[0, 0].</summary>
    public float* A;

    /// <summary>Floats from A[u, k] to A[u + 1, k].</summary>
    public nint UnitStep;

    /// <summary>Floats from A[u, k] to A[u, k + 1].</summary>
    public nint TermStep;

    /// <summary>The addresses of B's rows, one a term.</summary>
    public float** B;

    /// <summary>How many terms a sum has.</summary>
    public nint Terms;

    /// <summary>C[0, 0].</summary>
    public float* C;

    /// <summary>Floats from C[u, lane] to C[u + 1, lane].</summary>
    public nint RowStep;

    /// <summary>How many units, that is rows of C.</summary>
    public nint Units;

    /// <summary>Unit 0's start, for <see cref="FromBias"/>.</summary>
    public float* Start;

    /// <summary>Floats from one unit's start to the next.</summary>
    public nint StartStep;

    /// <summary>What part of C is kept, for <see cref="FromKept"/>.</summary>
    public float Keep;

    /// <summary>Floats from a gradient in C to its weight, for <see cref="FromKept"/> and <see cref="Kernels.ToWeights"/>.</summary>
    public nint ToWeights;

    /// <summary>Floats from a gradient in C to its weight's decay, for <see cref="FromKept"/>.</summary>
    public nint ToDecay;

    /// <summary>Computes C in as many whole vectors as given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TSimd, TVector, TStart, TEnd>(int vectors)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TStart : struct, IStart
        where TEnd : struct, IEnd
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
