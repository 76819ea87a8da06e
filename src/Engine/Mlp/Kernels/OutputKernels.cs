using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Turns the logits of a block into output deltas, or compares them with the labels.</summary>
internal static unsafe class OutputKernels<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Turns logits into output deltas, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Delta(float* logits, float* labels, int classes, int vectors, Loss loss, float factor)
    {
        for (var v = 0; v < vectors; v++, logits += TSimd.Count, labels += TSimd.Count)
        {
            var inverse = Exponentials(logits, classes);
            if (loss == Loss.CrossEntropy)
            {
                CrossEntropy(logits, labels, classes, inverse, factor);
            }
            else
            {
                SquaredError(logits, labels, classes, inverse, factor);
            }
        }
    }

    /// <summary>Writes 1 for each sample whose label's logit is larger than every other one, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Correct(float* logits, float* labels, int classes, int vectors, float* correct)
    {
        for (var v = 0; v < vectors; v++, logits += TSimd.Count, labels += TSimd.Count, correct += TSimd.Count)
        {
            Correct(logits, labels, classes, correct);
        }
    }

    // e_k = exp(z_k − max z) in place; returns 1/Σe.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector Exponentials(float* logits, int classes)
    {
        var end = logits + (classes * Panel.Samples);
        var largest = TSimd.Load(logits);
        for (var z = logits; z < end; z += Panel.Samples)
        {
            largest = TSimd.AtLeast(largest, TSimd.Load(z));
        }

        var sum = TSimd.Broadcast(0f);
        for (var z = logits; z < end; z += Panel.Samples)
        {
            var e = Exp.OfNonPositive<TSimd, TVector>(TSimd.Subtract(TSimd.Load(z), largest));
            TSimd.Store(z, e);
            sum = TSimd.Add(sum, e);
        }

        return TSimd.Divide(TSimd.Broadcast(1f), sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CrossEntropy(float* values, float* labels, int classes, TVector inverse, float factor)
    {
        var label = TSimd.Load(labels);
        var one = TSimd.Broadcast(1f);
        var zero = TSimd.Broadcast(0f);
        var scale = TSimd.Broadcast(factor);
        var k = zero;
        for (var end = values + (classes * Panel.Samples); values < end; values += Panel.Samples)
        {
            var p = TSimd.Multiply(TSimd.Load(values), inverse);
            var d = TSimd.Subtract(p, TSimd.WhereEqual(label, k, one, zero));
            TSimd.Store(values, TSimd.Multiply(d, scale));
            k = TSimd.Add(k, one);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SquaredError(float* values, float* labels, int classes, TVector inverse, float factor)
    {
        var label = TSimd.Load(labels);
        var one = TSimd.Broadcast(1f);
        var zero = TSimd.Broadcast(0f);
        var scale = TSimd.Broadcast(factor);
        var end = values + (classes * Panel.Samples);
        var k = zero;
        var inner = zero;
        for (var at = values; at < end; at += Panel.Samples)
        {
            var p = TSimd.Multiply(TSimd.Load(at), inverse);
            inner = TSimd.Fma(TSimd.Subtract(p, TSimd.WhereEqual(label, k, one, zero)), p, inner);
            TSimd.Store(at, p);
            k = TSimd.Add(k, one);
        }

        k = zero;
        for (var at = values; at < end; at += Panel.Samples)
        {
            var p = TSimd.Load(at);
            var d = TSimd.Subtract(p, TSimd.WhereEqual(label, k, one, zero));
            TSimd.Store(at, TSimd.Multiply(TSimd.Multiply(p, TSimd.Subtract(d, inner)), scale));
            k = TSimd.Add(k, one);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correct(float* logits, float* labels, int classes, float* correct)
    {
        var label = TSimd.Load(labels);
        var one = TSimd.Broadcast(1f);
        var zero = TSimd.Broadcast(0f);
        var end = logits + (classes * Panel.Samples);
        var k = zero;
        var own = zero;
        for (var z = logits; z < end; z += Panel.Samples)
        {
            own = TSimd.WhereEqual(label, k, TSimd.Load(z), own);
            k = TSimd.Add(k, one);
        }

        k = zero;
        var all = one;
        for (var z = logits; z < end; z += Panel.Samples)
        {
            var larger = TSimd.WhereGreater(own, TSimd.Load(z), one, zero);
            all = TSimd.Multiply(all, TSimd.WhereEqual(label, k, one, larger));
            k = TSimd.Add(k, one);
        }

        TSimd.Store(correct, all);
    }
}
