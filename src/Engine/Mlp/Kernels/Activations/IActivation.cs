using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Activations;

/// <summary>The activation function of the hidden neurons, in vector lanes.</summary>
internal interface IActivation
{
    static abstract TVector Apply<TSimd, TVector>(TVector z)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;

    /// <summary>f′(z)·s, from h = f(z).</summary>
    static abstract TVector Delta<TSimd, TVector>(TVector h, TVector s)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}
