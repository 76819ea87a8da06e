using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector256<float>;

namespace Symmetry.Engine.Numerics.Simd;

/// <summary>Eight lanes: AVX2 with FMA.</summary>
internal readonly unsafe struct Simd256 : ISimd<V>
{
    public static int Count => 8;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Load(float* source) => Vector256.Load(source);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static void Store(float* target, V value) => value.Store(target);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Broadcast(float value) => Vector256.Create(value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Fma(V a, V b, V c) => Vector256.FusedMultiplyAdd(a, b, c);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V FmaNegated(V a, V b, V c) => Vector256.FusedMultiplyAdd(-a, b, c);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Add(V a, V b) => a + b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Subtract(V a, V b) => a - b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Multiply(V a, V b) => a * b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Divide(V a, V b) => a / b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V SquareRoot(V a) => Vector256.Sqrt(a);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V AtMost(V bound, V value) => Vector256.MinNative(bound, value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V AtLeast(V bound, V value) => Vector256.MaxNative(bound, value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Abs(V a) => Vector256.Abs(a);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V WithSign(V positive, V sign) => positive | (sign & Vector256.Create(-0f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V WhereGreater(V a, V b, V ifTrue, V ifFalse) => Vector256.ConditionalSelect(Vector256.GreaterThan(a, b), ifTrue, ifFalse);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V WhereEqual(V a, V b, V ifTrue, V ifFalse) => Vector256.ConditionalSelect(Vector256.Equals(a, b), ifTrue, ifFalse);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfTwo(V shifted) => ((shifted.AsInt32() << 23) + Vector256.Create(FloatBits.One)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V InversePowerOfTwo(V power) => (Vector256.Create(2 * FloatBits.One) - power.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float** rows, nint column, float* target, nint stride)
    {
        if (!Avx.IsSupported)
        {
            ScalarTransposition.Transpose(rows, column, target, stride, 8);
            return;
        }

        for (var quad = 0; quad < 8; quad += 4)
        {
            var at = column + quad;
            var a = Gather(rows, at);
            var b = Gather(rows + 1, at);
            var c = Gather(rows + 2, at);
            var d = Gather(rows + 3, at);
            var ab = Avx.UnpackLow(a, b).AsDouble();
            var cd = Avx.UnpackLow(c, d).AsDouble();
            Store(target, Avx.UnpackLow(ab, cd).AsSingle());
            Store(target + stride, Avx.UnpackHigh(ab, cd).AsSingle());
            ab = Avx.UnpackHigh(a, b).AsDouble();
            cd = Avx.UnpackHigh(c, d).AsDouble();
            Store(target + (2 * stride), Avx.UnpackLow(ab, cd).AsSingle());
            Store(target + (3 * stride), Avx.UnpackHigh(ab, cd).AsSingle());
            target += 4 * stride;
        }
    }

    // Four floats of rows 0 and 4: each 128-bit lane can then be transposed on its own.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Gather(float** rows, nint at) => Avx.InsertVector128(Vector128.Load(rows[0] + at).ToVector256Unsafe(), Vector128.Load(rows[4] + at), 1);
}
