namespace Symmetry.Engine.Numerics.Simd;

/// <summary>Moves of square blocks for machines whose vectors have no shuffles that we know.</summary>
internal static unsafe class Blocks
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
