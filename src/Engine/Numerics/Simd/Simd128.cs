using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector128<float>;

namespace Symmetry.Engine.Numerics.Simd;

/// <summary>Four lanes: SSE with FMA, or ARM.</summary>
internal readonly unsafe struct Simd128 : ISimd<V>
{
    public static int Count => 4;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Load(float* source) => Vector128.Load(source);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static void Store(float* target, V value) => value.Store(target);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Broadcast(float value) => Vector128.Create(value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Fma(V a, V b, V c) => Vector128.FusedMultiplyAdd(a, b, c);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V FmaNegated(V a, V b, V c) => Vector128.FusedMultiplyAdd(-a, b, c);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Add(V a, V b) => a + b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Subtract(V a, V b) => a - b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Multiply(V a, V b) => a * b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Divide(V a, V b) => a / b;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V SquareRoot(V a) => Vector128.Sqrt(a);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V AtMost(V bound, V value) => Vector128.MinNative(bound, value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V AtLeast(V bound, V value) => Vector128.MaxNative(bound, value);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V Abs(V a) => Vector128.Abs(a);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public static V WithSign(V positive, V sign) => positive | (sign & Vector128.Create(-0f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V WhereGreater(V a, V b, V ifTrue, V ifFalse) => Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), ifTrue, ifFalse);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V WhereEqual(V a, V b, V ifTrue, V ifFalse) => Vector128.ConditionalSelect(Vector128.Equals(a, b), ifTrue, ifFalse);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOfTwo(V shifted) => ((shifted.AsInt32() << 23) + Vector128.Create(FloatBits.One)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V InversePowerOfTwo(V power) => (Vector128.Create(2 * FloatBits.One) - power.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float** rows, nint column, float* target, nint stride)
    {
        if (!Sse2.IsSupported)
        {
            ScalarTransposition.Transpose(rows, column, target, stride, 4);
            return;
        }

        var a = Load(rows[0] + column);
        var b = Load(rows[1] + column);
        var c = Load(rows[2] + column);
        var d = Load(rows[3] + column);
        var ab = Sse.UnpackLow(a, b).AsDouble();
        var cd = Sse.UnpackLow(c, d).AsDouble();
        Store(target, Sse2.UnpackLow(ab, cd).AsSingle());
        Store(target + stride, Sse2.UnpackHigh(ab, cd).AsSingle());
        ab = Sse.UnpackHigh(a, b).AsDouble();
        cd = Sse.UnpackHigh(c, d).AsDouble();
        Store(target + (2 * stride), Sse2.UnpackLow(ab, cd).AsSingle());
        Store(target + (3 * stride), Sse2.UnpackHigh(ab, cd).AsSingle());
    }
}
