using System.Runtime.CompilerServices;
using Symmetry.Engine.Numerics.Simd;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Applies the function of the hidden neurons, and its slope, to panels.</summary>
internal static unsafe class HiddenKernels<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>h = f(z) in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Activate(Activation activation, float* values, int units, int vectors)
    {
        switch (activation)
        {
            case Activation.Tanh:
                Activate<TanhFunction>(values, units, vectors);
                break;
            case Activation.Logistic:
                Activate<LogisticFunction>(values, units, vectors);
                break;
            default:
                Activate<RectifierFunction>(values, units, vectors);
                break;
        }
    }

    /// <summary>δ = f′·δ in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Delta(Activation activation, float* hidden, float* delta, int units, int vectors)
    {
        switch (activation)
        {
            case Activation.Tanh:
                Delta<TanhFunction>(hidden, delta, units, vectors);
                break;
            case Activation.Logistic:
                Delta<LogisticFunction>(hidden, delta, units, vectors);
                break;
            default:
                Delta<RectifierFunction>(hidden, delta, units, vectors);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Activate<TFunction>(float* values, int units, int vectors)
        where TFunction : struct, IHiddenFunction
    {
        for (var end = values + (units * Panel.Samples); values < end; values += Panel.Samples)
        {
            for (var v = 0; v < vectors; v++)
            {
                var at = values + (v * TSimd.Count);
                TSimd.Store(at, TFunction.Of<TSimd, TVector>(TSimd.Load(at)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Delta<TFunction>(float* hidden, float* delta, int units, int vectors)
        where TFunction : struct, IHiddenFunction
    {
        for (var end = delta + (units * Panel.Samples); delta < end; delta += Panel.Samples, hidden += Panel.Samples)
        {
            for (var v = 0; v < vectors; v++)
            {
                var at = v * TSimd.Count;
                TSimd.Store(delta + at, TFunction.Delta<TSimd, TVector>(TSimd.Load(hidden + at), TSimd.Load(delta + at)));
            }
        }
    }
}
