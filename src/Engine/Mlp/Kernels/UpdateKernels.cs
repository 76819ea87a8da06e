using Symmetry.Engine.Mlp.Kernels.Matmul;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>The update steps of the optimizers over all parameters at once. Plain SGD has none: it updates where sums end, in <see cref="ISumEnd"/>.</summary>
/// <remarks>The padding between parameters is updated too; it is never read as a parameter.</remarks>
internal static unsafe class UpdateKernels<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Whether all parameters are finite: 0·w is NaN if w is not finite, and so is every sum that contains it.</summary>
    /// <remarks>The padding is 0 as long as all deltas are finite, so it does not affect the answer.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreFinite(float* w, int count)
    {
        var zero = TSimd.Broadcast(0f);
        var sum = zero;
        for (nint i = 0; i < count; i += TSimd.Count)
        {
            sum = TSimd.Fma(TSimd.Load(w + i), zero, sum);
        }

        var lanes = stackalloc float[LayerLayout.Lanes];
        TSimd.Store(lanes, sum);
        for (var i = 0; i < TSimd.Count; i++)
        {
            if (float.IsNaN(lanes[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>V ← fma(µ, V, G), w ← w + fma(µ, V, G).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Nesterov(float* w, float* g, float* velocity, int count, float momentum)
    {
        var mu = TSimd.Broadcast(momentum);
        for (nint i = 0; i < count; i += TSimd.Count)
        {
            var gradient = TSimd.Load(g + i);
            var v = TSimd.Fma(mu, TSimd.Load(velocity + i), gradient);
            TSimd.Store(velocity + i, v);
            TSimd.Store(w + i, TSimd.Add(TSimd.Load(w + i), TSimd.Fma(mu, v, gradient)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adam(float* w, float* g, float* first, float* second, int count, AdamSchedule schedule)
    {
        var beta1 = TSimd.Broadcast(AdamSchedule.Beta1);
        var beta2 = TSimd.Broadcast(AdamSchedule.Beta2);
        var rest1 = TSimd.Broadcast(AdamSchedule.OneMinusBeta1);
        var rest2 = TSimd.Broadcast(AdamSchedule.OneMinusBeta2);
        var epsilon = TSimd.Broadcast(AdamSchedule.Epsilon);
        var rate = TSimd.Broadcast(schedule.NegativeRate);
        var scale = TSimd.Broadcast(schedule.RootScale);
        for (nint i = 0; i < count; i += TSimd.Count)
        {
            var gradient = TSimd.Load(g + i);
            var m = TSimd.Fma(beta1, TSimd.Load(first + i), TSimd.Multiply(rest1, gradient));
            var v = TSimd.Multiply(TSimd.Multiply(rest2, gradient), gradient);
            v = TSimd.Fma(beta2, TSimd.Load(second + i), v);
            TSimd.Store(first + i, m);
            TSimd.Store(second + i, v);
            var size = TSimd.Fma(TSimd.SquareRoot(v), scale, epsilon);
            TSimd.Store(w + i, TSimd.Fma(rate, TSimd.Divide(m, size), TSimd.Load(w + i)));
        }
    }
}
