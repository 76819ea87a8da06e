using System.Runtime.InteropServices;
using CsCheck;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;

namespace Symmetry.Engine.Tests.Features;

public sealed class FeatureMapTests
{
    private static readonly PixelPermutation P = PixelPermutation.FromValues(2, 0, 3, 1);

    // A 2 x 2 image: 0.5 -2 / 0 3.
    [Theory]
    [InlineData("identity", new[] { .5f, -2f, 0f, 3f })]
    [InlineData("square", new[] { .25f, 4f, 0f, 9f })]
    [InlineData("gradient", new[] { -1f, -1f, 0f, 0f })]
    [InlineData("permutation", new[] { 0f, -1f, 0f, -6f })]
    [InlineData("quadratic", new[] { .25f, -1f, 0f, 1.5f, 4f, 0f, -6f, 0f, 0f, 9f })]
    [InlineData("relative-sign", new[] { 0f, -1f, 0f, -1f })]
    public void Features_follow_the_formula(string name, float[] expected)
    {
        var map = FeatureMaps.BuiltIn.Single(factory => factory.Name == name).CreateChecked(2, 2, P);
        var features = new float[map.Count];
        map.Apply([.5f, -2f, 0f, 3f], features);
        Assert.Equal(expected, features.Select(value => value + 0f));
    }

    [Fact]
    public void Gradient_wraps_inside_its_row()
    {
        var map = FeatureMaps.Gradient.CreateChecked(2, 3);
        var features = new float[6];
        map.Apply([1, 2, 3, 5, 7, 11], features);
        Assert.Equal([2f, 6f, 3f, 35f, 77f, 55f], features);
    }

    [Fact]
    public void Invariant_maps_and_no_others_give_an_image_and_its_inversion_the_same_bits()
    {
        var images = Gen.Float[-1e3f, 1e3f].Array[16].Select(Gen.Int[0, 1000], (x, p) => (x, p));
        images.Sample(drawn =>
        {
            foreach (var factory in FeatureMaps.BuiltIn)
            {
                var map = factory.CreateChecked(4, 4, PixelPermutation.Draw(16, StreamIndices.Replicate(1, (uint)drawn.p)));
                drawn.x[drawn.p % 16] = 0;
                float[] original = new float[map.Count], inverted = new float[map.Count];
                map.Apply(drawn.x, original);
                map.Apply([.. drawn.x.Select(value => -value)], inverted);
                Assert.Equal(
                    map.IsInvariant,
                    MemoryMarshal.AsBytes<float>(original).SequenceEqual(MemoryMarshal.AsBytes<float>(inverted)));
            }
        });
    }

    [Fact]
    public void Quadratic_map_of_the_digits_has_2080_features() =>
        Assert.Equal(2080, FeatureMaps.Quadratic.CreateChecked(8, 8).Count);

    [Fact]
    public void Map_that_needs_a_permutation_is_not_created_without_one_of_the_right_size()
    {
        Assert.Throws<ArgumentException>(() => FeatureMaps.Permutation.CreateChecked(8, 8));
        Assert.Throws<ArgumentException>(() => FeatureMaps.RelativeSign.CreateChecked(8, 8, P));
    }

    [Fact]
    public void Repeated_or_missing_numbers_are_not_a_permutation()
    {
        Assert.Throws<ArgumentException>(() => PixelPermutation.FromValues(0, 0));
        Assert.Throws<ArgumentException>(() => PixelPermutation.FromValues(0, 2));
        Assert.Equal("1 0", PixelPermutation.FromValues(1, 0).ToString());
    }

    [Fact]
    public void Rows_of_a_table_are_the_features_of_its_images_and_of_their_inversions()
    {
        var images = new ImageSet(1, 2, 2, [.5f, -.25f, 1f, 0f], [0, 1]);
        var table = new FeatureTable(images, FeatureMaps.Identity.CreateChecked(1, 2));
        Assert.Equal([1f, 0f], table.Matrix.Row(table.RowOf(1, isInverted: false)).ToArray());
        Assert.Equal([-.5f, .25f], table.Matrix.Row(table.RowOf(0, isInverted: true)).ToArray());
        Assert.Equal([0, 1, 0, 1], table.Labels.ToArray());
        Assert.Equal(0, table.FirstVariant([0, 1]));

        var half = new FeatureTable(images, FeatureMaps.Identity.CreateChecked(1, 2), withInversions: false);
        Span<float> inverted = new float[2];
        half.CopyTo(0, isInverted: true, inverted);
        Assert.Equal(2, half.Matrix.Rows);
        Assert.Equal([-.5f, .25f], inverted.ToArray());

        var squares = new FeatureTable(images, FeatureMaps.Square.CreateChecked(1, 2));
        Assert.Equal(squares.RowOf(1, isInverted: false), squares.RowOf(1, isInverted: true));
        Assert.Equal(-1, squares.FirstVariant([0, 1]));
    }
}
