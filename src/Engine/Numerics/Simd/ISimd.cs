namespace Symmetry.Engine.Numerics.Simd;

/// <summary>The vector operations that kernels may use: IEEE operations, one rounding each, with the same bits in every width.</summary>
/// <remarks>
/// A kernel is written once over this interface and compiled for each width. No operation crosses lanes except
/// <see cref="Transpose"/>, which moves floats and computes nothing, so the bits of a lane cannot depend on the number of lanes.
/// </remarks>
internal unsafe interface ISimd<TVector>
    where TVector : struct
{
    /// <summary>The number of floats in a vector: 1, 4, 8 or 16.</summary>
    static abstract int Count { get; }

    /// <summary>Reads a vector; the address needs no alignment.</summary>
    static abstract TVector Load(float* source);

    /// <summary>Writes a vector; the address needs no alignment.</summary>
    static abstract void Store(float* target, TVector value);

    /// <summary>The value in every lane.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TVector Fma(TVector a, TVector b, TVector c);

    /// <summary>−a·b + c, rounded once.</summary>
    static abstract TVector FmaNegated(TVector a, TVector b, TVector c);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    static abstract TVector SquareRoot(TVector a);

    /// <summary>The smaller of a bound that is a number and a value; NaN where the value is NaN.</summary>
    static abstract TVector AtMost(TVector bound, TVector value);

    /// <summary>The larger of a bound that is a number and a value; NaN where the value is NaN.</summary>
    static abstract TVector AtLeast(TVector bound, TVector value);

    static abstract TVector Abs(TVector a);

    /// <summary>A value that is at least +0, with the sign of another one.</summary>
    static abstract TVector WithSign(TVector positive, TVector sign);

    /// <summary><paramref name="ifTrue"/> where a &gt; b; elsewhere, also where a or b is NaN, <paramref name="ifFalse"/>.</summary>
    static abstract TVector WhereGreater(TVector a, TVector b, TVector ifTrue, TVector ifFalse);

    /// <summary><paramref name="ifTrue"/> where a = b; elsewhere, also where a or b is NaN, <paramref name="ifFalse"/>.</summary>
    static abstract TVector WhereEqual(TVector a, TVector b, TVector ifTrue, TVector ifFalse);

    /// <summary>2ⁿ from n + 1.5·2²³, for integers −126 ≤ n ≤ 127: the low bits of the sum are n and become the exponent.</summary>
    static abstract TVector PowerOfTwo(TVector shifted);

    /// <summary>2⁻ⁿ from 2ⁿ, for integers −126 ≤ n ≤ 126.</summary>
    static abstract TVector InversePowerOfTwo(TVector power);

    /// <summary>Transposes a block of <see cref="Count"/> × <see cref="Count"/> floats.</summary>
    /// <param name="rows">The addresses of <see cref="Count"/> rows.</param>
    /// <param name="column">The first column of the block in each row.</param>
    /// <param name="target">Receives column 0 of the block as a row, and then the other columns.</param>
    /// <param name="stride">Floats from one target row to the next.</param>
    static abstract void Transpose(float** rows, nint column, float* target, nint stride);
}
