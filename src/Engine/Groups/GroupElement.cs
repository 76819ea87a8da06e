namespace Symmetry.Engine.Groups;

/// <summary>An element g of a symmetry of images: mirror first, then turn, then shift, then change the sign.</summary>
/// <remarks>
/// g = s·T·R·M with s = ±1, T a cyclic shift, R quarter turns about the centre, M the mirror. Every group of this folder is a
/// set of such words; which word a product is, is found by acting (<see cref="SymmetryGroup.Product"/>), so that factors
/// that do not commute need no rule of their own. The default value is the identity.
/// </remarks>
/// <param name="IsNegating">Whether x → −x is applied.</param>
/// <param name="Down">Lines that the content moves down, around the edge.</param>
/// <param name="Right">Pixels that the content moves to the right, around the edge.</param>
/// <param name="QuarterTurns">Quarter turns, 0 … 3; square images only.</param>
/// <param name="IsMirroring">Whether left and right are exchanged, before anything else.</param>
public readonly record struct GroupElement(
    bool IsNegating = false, int Down = 0, int Right = 0, int QuarterTurns = 0, bool IsMirroring = false)
{
    /// <summary>The pixel of x that pixel i of gx shows.</summary>
    /// <param name="i">A pixel, 0 … height·width − 1.</param>
    /// <param name="height">Lines of the image.</param>
    /// <param name="width">Pixels of a line; equal to <paramref name="height"/> if there are turns.</param>
    public int Source(int i, int height, int width)
    {
        var line = ((i / width) - Down + height) % height;
        var column = ((i % width) - Right + width) % width;
        for (var turn = 0; turn < QuarterTurns; turn++)
        {
            (line, column) = (column, width - 1 - line);
        }

        return (line * width) + (IsMirroring ? width - 1 - column : column);
    }
}
