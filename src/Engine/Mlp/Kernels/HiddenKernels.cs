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
            case Activation.Softsign:
                Activate<SoftsignFunction>(values, units, vectors);
                break;
            case Activation.HardTanh:
                Activate<HardTanhFunction>(values, units, vectors);
                break;
            case Activation.Algebraic:
                Activate<AlgebraicFunction>(values, units, vectors);
                break;
            case Activation.Linear:
                break;
            case Activation.Elu:
                Activate<EluFunction>(values, units, vectors);
                break;
            case Activation.LeakyRelu:
                Activate<LeakyRectifierFunction>(values, units, vectors);
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
            case Activation.Softsign:
                Delta<SoftsignFunction>(hidden, delta, units, vectors);
                break;
            case Activation.HardTanh:
                Delta<HardTanhFunction>(hidden, delta, units, vectors);
                break;
            case Activation.Algebraic:
                Delta<AlgebraicFunction>(hidden, delta, units, vectors);
                break;
            case Activation.Linear:
                break;
            case Activation.Elu:
                Delta<EluFunction>(hidden, delta, units, vectors);
                break;
            case Activation.LeakyRelu:
                Delta<LeakyRectifierFunction>(hidden, delta, units, vectors);
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
        var step = Step(vectors);
        for (var end = values + (units * Panel.Samples); values < end; values += step)
        {
            TSimd.Store(values, TFunction.Of<TSimd, TVector>(TSimd.Load(values)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Delta<TFunction>(float* hidden, float* delta, int units, int vectors)
        where TFunction : struct, IHiddenFunction
    {
        var step = Step(vectors);
        for (var end = delta + (units * Panel.Samples); delta < end; delta += step, hidden += step)
        {
            TSimd.Store(delta, TFunction.Delta<TSimd, TVector>(TSimd.Load(hidden), TSimd.Load(delta)));
        }
    }

    // One vector a row, or else all of it: lanes behind the last sample hold what an earlier block left, and nobody reads them.
    private static int Step(int vectors) => vectors == 1 ? Panel.Samples : TSimd.Count;
}
