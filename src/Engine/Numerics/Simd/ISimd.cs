namespace Symmetry.Engine.Numerics.Simd;

/// <summary>What a kernel may do with a vector of floats: IEEE operations, one rounding each, the same bits in every width.</summary>
/// <remarks>
/// A kernel is written once over this interface and compiled for each width. No operation crosses lanes except
/// <see cref="Transpose"/>, which moves floats and computes nothing; so a lane's bits cannot depend on how many there are.
/// </remarks>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface ISimd<TVector>
    where TVector : struct
{
    /// <summary>How many floats a vector holds: 1, 4, 8 or 16.</summary>
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

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a − b.</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>a·b.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a/b, a true division.</summary>
    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>√a, correctly rounded.</summary>
    static abstract TVector SquareRoot(TVector a);

    /// <summary>The smaller of a bound that is a number and a value; NaN where the value is NaN.</summary>
    static abstract TVector AtMost(TVector bound, TVector value);

    /// <summary>The larger of a bound that is a number and a value; NaN where the value is NaN.</summary>
    static abstract TVector AtLeast(TVector bound, TVector value);

    /// <summary>|a|.</summary>
    static abstract TVector Abs(TVector a);

    /// <summary>A value that is at least +0, with the sign of another.</summary>
    static abstract TVector WithSign(TVector positive, TVector sign);

    /// <summary>Where a &gt; b the one, elsewhere (also where a or b is NaN) the other.</summary>
    static abstract TVector WhereGreater(TVector a, TVector b, TVector one, TVector other);

    /// <summary>Where a = b the one, elsewhere (also where a or b is NaN) the other.</summary>
    static abstract TVector WhereEqual(TVector a, TVector b, TVector one, TVector other);

    /// <summary>2ⁿ from n + 1.5·2²³, for whole −126 ≤ n ≤ 127: the low bits of the sum are n, and become the exponent.</summary>
    static abstract TVector PowerOfTwo(TVector shifted);

    /// <summary>2⁻ⁿ from 2ⁿ, for whole −126 ≤ n ≤ 126.</summary>
    static abstract TVector InversePowerOfTwo(TVector power);

    /// <summary>Transposes a block of <see cref="Count"/> × <see cref="Count"/> floats.</summary>
    /// <param name="rows">The addresses of <see cref="Count"/> rows.</param>
    /// <param name="column">The first column of the block in each row.</param>
    /// <param name="target">Where column 0 of the block becomes a row.</param>
    /// <param name="stride">Floats from one target row to the next.</param>
    static abstract void Transpose(float** rows, nint column, float* target, nint stride);
}
