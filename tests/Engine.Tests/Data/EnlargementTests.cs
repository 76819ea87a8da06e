using Symmetry.Engine.Data;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Data;

public sealed class EnlargementTests
{
    // 1 2
    // 3 4
    private static readonly ImageSet Square = new(2, 2, 2, [.1f, .2f, .3f, .4f], [1]);

    [Theory]
    [InlineData(ShiftFill.Background, new[] { -1f, .1f, -1f, .3f }, new[] { .3f, .4f, -1f, -1f })]
    [InlineData(ShiftFill.Zero, new[] { 0f, .1f, 0f, .3f }, new[] { .3f, .4f, 0f, 0f })]
    [InlineData(ShiftFill.Wrap, new[] { .2f, .1f, .4f, .3f }, new[] { .3f, .4f, .1f, .2f })]
    [InlineData(ShiftFill.Edge, new[] { .1f, .1f, .3f, .3f }, new[] { .3f, .4f, .3f, .4f })]
    public void Shift_moves_the_image_and_fills_the_vacated_line(ShiftFill fill, float[] right, float[] up)
    {
        var enlarged = Enlargement.Enlarge(Square, fill);
        Assert.Equal(5, enlarged.Count);
        Assert.Equal([1, 1, 1, 1, 1], enlarged.Labels.ToArray());
        Assert.Equal([.1f, .2f, .3f, .4f], enlarged.Image(0).ToArray());
        Assert.Equal(right, enlarged.Image(1).ToArray());
        Assert.Equal(up, enlarged.Image(3).ToArray());
    }

    [Fact]
    public void Opposite_shifts_that_wrap_undo_each_other()
    {
        var digits = new ImageSet(8, 8, 10, Digits.Images.Image(7).ToArray(), [0]);
        var enlarged = Enlargement.Enlarge(digits, ShiftFill.Wrap);
        foreach (var (there, back) in new[] { (1, 2), (2, 1), (3, 4), (4, 3) })
        {
            var moved = new ImageSet(8, 8, 10, enlarged.Image(there).ToArray(), [0]);
            Assert.Equal(digits.Image(0).ToArray(), Enlargement.Enlarge(moved, ShiftFill.Wrap).Image(back).ToArray());
        }
    }
}
