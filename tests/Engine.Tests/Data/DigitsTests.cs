using Symmetry.Engine.Data;

namespace Symmetry.Engine.Tests.Data;

public sealed class DigitsTests
{
    [Fact]
    public void Embedded_digits_are_the_published_data_set()
    {
        var digits = Digits.Images;
        Assert.Equal((1797, 8, 8, 10), (digits.Count, digits.Height, digits.Width, digits.Classes));

        // Class sizes as in the description of the data set.
        int[] sizes = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
        Assert.Equal(sizes, Enumerable.Range(0, 10).Select(digit => digits.Labels.ToArray().Count(label => label == digit)));

        // The first line of the file: 0,0,5,13,9,1,0,0 … ,0.
        Assert.Equal([-1f, -1f, -0.375f, 0.625f, 0.125f, -0.875f, -1f, -1f], digits.Image(0)[..8].ToArray());
        Assert.Equal(0, digits.Labels[0]);
    }

    [Fact]
    public void Pixels_are_between_minus_one_and_one()
    {
        for (var i = 0; i < Digits.Images.Count; i++)
        {
            foreach (var pixel in Digits.Images.Image(i))
            {
                Assert.InRange(pixel, -1f, 1f);
            }
        }
    }

    [Fact]
    public void Wrong_number_of_pixels_invalid_label_or_NaN_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ImageSet(2, 2, 2, new float[7], new byte[2]));
        Assert.Throws<ArgumentException>(() => new ImageSet(1, 1, 2, new float[1], [2]));
        Assert.Throws<ArgumentException>(() => new ImageSet(1, 1, 2, [float.NaN], [0]));
    }
}
