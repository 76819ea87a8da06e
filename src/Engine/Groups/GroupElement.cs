namespace Symmetry.Engine.Groups;

/// <summary>An element g of a group of image symmetries: mirror, then rotate, then shift, then change the sign.</summary>
/// <remarks>
/// g = s·T·R·M with s = ±1, a cyclic shift T, quarter turns R about the centre and the mirror M. Every group in this folder is a set
/// of such words. <see cref="SymmetryGroup.Product"/> finds the word of a product by its action, so factors that do not commute
/// need no special rule. The default value is the identity.
/// </remarks>
/// <param name="IsNegating">Whether x → −x is applied.</param>
/// <param name="Down">Rows by which the content moves down, wrapping at the edge.</param>
/// <param name="Right">Columns by which the content moves right, wrapping at the edge.</param>
/// <param name="QuarterTurns">The number of quarter turns, 0 … 3; square images only.</param>
/// <param name="IsMirroring">Whether left and right are exchanged first.</param>
public readonly record struct GroupElement(bool IsNegating = false, int Down = 0, int Right = 0, int QuarterTurns = 0, bool IsMirroring = false)
{
    /// <summary>The pixel of x that pixel i of gx shows.</summary>
    /// <param name="i">A pixel, 0 … height·width − 1.</param>
    /// <param name="height">Rows of pixels in the image.</param>
    /// <param name="width">Columns of pixels in the image; equal to <paramref name="height"/> if there are turns.</param>
    public int Source(int i, int height, int width)
    {
        var row = ((i / width) - Down + height) % height;
        var column = ((i % width) - Right + width) % width;
        for (var turn = 0; turn < QuarterTurns; turn++)
        {
            (row, column) = (column, width - 1 - row);
        }

        return (row * width) + (IsMirroring ? width - 1 - column : column);
    }
}
