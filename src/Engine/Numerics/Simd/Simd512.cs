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

        // Whole rows are read and 128-bit parts exchanged in registers: inserting each part from memory takes twice the time.
        var a0 = Load(rows[0] + column);
        var a1 = Load(rows[1] + column);
        var a2 = Load(rows[2] + column);
        var a3 = Load(rows[3] + column);
        var b0 = Load(rows[4] + column);
        var b1 = Load(rows[5] + column);
        var b2 = Load(rows[6] + column);
        var b3 = Load(rows[7] + column);
        var c0 = Load(rows[8] + column);
        var c1 = Load(rows[9] + column);
        var c2 = Load(rows[10] + column);
        var c3 = Load(rows[11] + column);
        var d0 = Load(rows[12] + column);
        var d1 = Load(rows[13] + column);
        var d2 = Load(rows[14] + column);
        var d3 = Load(rows[15] + column);
        var a = Avx512F.UnpackLow(a0, a1);
        var aa = Avx512F.UnpackLow(a2, a3);
        var b = Avx512F.UnpackLow(b0, b1);
        var bb = Avx512F.UnpackLow(b2, b3);
        var c = Avx512F.UnpackLow(c0, c1);
        var cc = Avx512F.UnpackLow(c2, c3);
        var d = Avx512F.UnpackLow(d0, d1);
        var dd = Avx512F.UnpackLow(d2, d3);
        StoreColumns(Low(a, aa), Low(b, bb), Low(c, cc), Low(d, dd), target, stride);
        StoreColumns(High(a, aa), High(b, bb), High(c, cc), High(d, dd), target + stride, stride);
        a = Avx512F.UnpackHigh(a0, a1);
        aa = Avx512F.UnpackHigh(a2, a3);
        b = Avx512F.UnpackHigh(b0, b1);
        bb = Avx512F.UnpackHigh(b2, b3);
        c = Avx512F.UnpackHigh(c0, c1);
        cc = Avx512F.UnpackHigh(c2, c3);
        d = Avx512F.UnpackHigh(d0, d1);
        dd = Avx512F.UnpackHigh(d2, d3);
        StoreColumns(Low(a, aa), Low(b, bb), Low(c, cc), Low(d, dd), target + (2 * stride), stride);
        StoreColumns(High(a, aa), High(b, bb), High(c, cc), High(d, dd), target + (3 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] private static V Low(V a, V b) => Avx512F.UnpackLow(a.AsDouble(), b.AsDouble()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)] private static V High(V a, V b) => Avx512F.UnpackHigh(a.AsDouble(), b.AsDouble()).AsSingle();

    // Stores columns 0, 4, 8 and 12. Each argument holds these columns of four rows, one column in each of its four parts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumns(V rows0, V rows4, V rows8, V rows12, float* target, nint stride)
    {
        const byte Even = 0b10_00_10_00;
        const byte Odd = 0b11_01_11_01;
        var upper = Avx512F.Shuffle4x128(rows0, rows4, Even);
        var lower = Avx512F.Shuffle4x128(rows8, rows12, Even);
        Store(target, Avx512F.Shuffle4x128(upper, lower, Even));
        Store(target + (8 * stride), Avx512F.Shuffle4x128(upper, lower, Odd));
        upper = Avx512F.Shuffle4x128(rows0, rows4, Odd);
        lower = Avx512F.Shuffle4x128(rows8, rows12, Odd);
        Store(target + (4 * stride), Avx512F.Shuffle4x128(upper, lower, Even));
        Store(target + (12 * stride), Avx512F.Shuffle4x128(upper, lower, Odd));
    }
}
