using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<float>;

namespace Symmetry.Engine.Numerics.Simd;

/// <summary>Sixteen lanes: AVX-512.</summary>
internal readonly unsafe struct Simd512 : ISimd<V>
{
    public static int Count => 16;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Load(float* source) => Vector512.Load(source);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static void Store(float* target, V value) => value.Store(target);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Broadcast(float value) => Vector512.Create(value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Fma(V a, V b, V c) => Vector512.FusedMultiplyAdd(a, b, c);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V FmaNegated(V a, V b, V c) => Vector512.FusedMultiplyAdd(-a, b, c);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Add(V a, V b) => a + b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Subtract(V a, V b) => a - b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Multiply(V a, V b) => a * b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Divide(V a, V b) => a / b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V SquareRoot(V a) => Vector512.Sqrt(a);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V AtMost(V bound, V value) => Vector512.MinNative(bound, value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V AtLeast(V bound, V value) => Vector512.MaxNative(bound, value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Abs(V a) => Vector512.Abs(a);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V WithSign(V positive, V sign) => positive | (sign & Vector512.Create(-0f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V WhereGreater(V a, V b, V ifTrue, V ifFalse) => Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), ifTrue, ifFalse);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V WhereEqual(V a, V b, V ifTrue, V ifFalse) => Vector512.ConditionalSelect(Vector512.Equals(a, b), ifTrue, ifFalse);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfTwo(V shifted) => ((shifted.AsInt32() << 23) + Vector512.Create(FloatBits.One)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V InversePowerOfTwo(V power) => (Vector512.Create(2 * FloatBits.One) - power.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float** rows, nint column, float* target, nint stride)
    {
        if (!Avx512F.IsSupported)
        {
            ScalarTransposition.Transpose(rows, column, target, stride, 16);
            return;
        }

        for (var quad = 0; quad < 16; quad += 4)
        {
            var at = column + quad;
            var a = Gather(rows, at);
            var b = Gather(rows + 1, at);
            var c = Gather(rows + 2, at);
            var d = Gather(rows + 3, at);
            var ab = Avx512F.UnpackLow(a, b).AsDouble();
            var cd = Avx512F.UnpackLow(c, d).AsDouble();
            Store(target, Avx512F.UnpackLow(ab, cd).AsSingle());
            Store(target + stride, Avx512F.UnpackHigh(ab, cd).AsSingle());
            ab = Avx512F.UnpackHigh(a, b).AsDouble();
            cd = Avx512F.UnpackHigh(c, d).AsDouble();
            Store(target + (2 * stride), Avx512F.UnpackLow(ab, cd).AsSingle());
            Store(target + (3 * stride), Avx512F.UnpackHigh(ab, cd).AsSingle());
            target += 4 * stride;
        }
    }

    // Four floats of rows 0, 4, 8 and 12: each 128-bit lane can then be transposed on its own.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Gather(float** rows, nint at)
    {
        var v = Vector128.Load(rows[0] + at).ToVector256Unsafe().ToVector512Unsafe();
        v = Avx512F.InsertVector128(v, Vector128.Load(rows[4] + at), 1);
        v = Avx512F.InsertVector128(v, Vector128.Load(rows[8] + at), 2);
        return Avx512F.InsertVector128(v, Vector128.Load(rows[12] + at), 3);
    }
}
