using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels.Activations;

/// <summary>Applies activation functions and their slopes to panels.</summary>
internal static unsafe class ActivationKernels<TSimd, TVector>
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
                Activate<TanhActivation>(values, units, vectors);
                break;
            case Activation.Logistic:
                Activate<LogisticActivation>(values, units, vectors);
                break;
            case Activation.Softsign:
                Activate<SoftsignActivation>(values, units, vectors);
                break;
            case Activation.HardTanh:
                Activate<HardTanhActivation>(values, units, vectors);
                break;
            case Activation.Algebraic:
                Activate<AlgebraicActivation>(values, units, vectors);
                break;
            case Activation.Linear:
                break;
            case Activation.Elu:
                Activate<EluActivation>(values, units, vectors);
                break;
            case Activation.LeakyRelu:
                Activate<LeakyReluActivation>(values, units, vectors);
                break;
            default:
                Activate<ReluActivation>(values, units, vectors);
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
                Delta<TanhActivation>(hidden, delta, units, vectors);
                break;
            case Activation.Logistic:
                Delta<LogisticActivation>(hidden, delta, units, vectors);
                break;
            case Activation.Softsign:
                Delta<SoftsignActivation>(hidden, delta, units, vectors);
                break;
            case Activation.HardTanh:
                Delta<HardTanhActivation>(hidden, delta, units, vectors);
                break;
            case Activation.Algebraic:
                Delta<AlgebraicActivation>(hidden, delta, units, vectors);
                break;
            case Activation.Linear:
                break;
            case Activation.Elu:
                Delta<EluActivation>(hidden, delta, units, vectors);
                break;
            case Activation.LeakyRelu:
                Delta<LeakyReluActivation>(hidden, delta, units, vectors);
                break;
            default:
                Delta<ReluActivation>(hidden, delta, units, vectors);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Activate<TActivation>(float* values, int units, int vectors)
        where TActivation : struct, IActivation
    {
        var step = Step(vectors);
        for (var end = values + (units * Panel.Samples); values < end; values += step)
        {
            TSimd.Store(values, TActivation.Apply<TSimd, TVector>(TSimd.Load(values)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Delta<TActivation>(float* hidden, float* delta, int units, int vectors)
        where TActivation : struct, IActivation
    {
        var step = Step(vectors);
        for (var end = delta + (units * Panel.Samples); delta < end; delta += step, hidden += step)
        {
            TSimd.Store(delta, TActivation.Delta<TSimd, TVector>(TSimd.Load(hidden), TSimd.Load(delta)));
        }
    }

    // One vector per row, or the whole row: lanes behind the last sample hold values of an earlier block, which are never read.
    private static int Step(int vectors) => vectors == 1 ? Panel.Samples : TSimd.Count;
}
