namespace Symmetry.Engine.Numerics.Simd;

/// <summary>Transposes square blocks on machines for whose vectors no shuffles are implemented.</summary>
internal static unsafe class ScalarTransposition
{
    /// <summary>Transposes count × count floats, one by one.</summary>
    public static void Transpose(float** rows, nint column, float* target, nint stride, int count)
    {
        for (var c = 0; c < count; c++)
        {
            for (var r = 0; r < count; r++)
            {
                target[(c * stride) + r] = rows[r][column + c];
            }
        }
    }
}
