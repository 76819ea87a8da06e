using System.Runtime.InteropServices;
using CsCheck;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Features;

public sealed class FeatureMapTests
{
    private static readonly PixelPermutation P = PixelPermutation.Of(2, 0, 3, 1);

    // A 2 x 2 image: 0.5 -2 / 0 3.
    [Theory]
    [InlineData(FeatureMapKind.Identity, new[] { .5f, -2f, 0f, 3f })]
    [InlineData(FeatureMapKind.Square, new[] { .25f, 4f, 0f, 9f })]
    [InlineData(FeatureMapKind.Gradient, new[] { -1f, -1f, 0f, 0f })]
    [InlineData(FeatureMapKind.Permutation, new[] { 0f, -1f, 0f, -6f })]
    [InlineData(FeatureMapKind.Quadratic, new[] { .25f, -1f, 0f, 1.5f, 4f, 0f, -6f, 0f, 0f, 9f })]
    [InlineData(FeatureMapKind.RelativeSign, new[] { 0f, -1f, 0f, -1f })]
    public void A_map_is_its_formula(FeatureMapKind kind, float[] expected)
    {
        var map = FeatureMap.Of(kind, 2, 2, P);
        var features = new float[map.Count];
        map.Apply([.5f, -2f, 0f, 3f], features);
        Assert.Equal(expected, features.Select(value => value + 0f));
    }

    [Fact]
    public void The_gradient_wraps_inside_its_row()
    {
        var map = FeatureMap.Of(FeatureMapKind.Gradient, 2, 3);
        var features = new float[6];
        map.Apply([1, 2, 3, 5, 7, 11], features);
        Assert.Equal([2f, 6f, 3f, 35f, 77f, 55f], features);
    }

    [Fact]
    public void An_invariant_map_gives_the_same_bits_for_an_image_and_its_inversion()
    {
        var images = Gen.Float[-1e3f, 1e3f].Array[16].Select(Gen.Int[0, 1000], (x, p) => (x, p));
        images.Sample(drawn =>
        {
            foreach (var kind in Enum.GetValues<FeatureMapKind>().Where(kind => kind is not FeatureMapKind.Own))
            {
                var map = FeatureMap.Of(kind, 4, 4, PixelPermutation.Draw(16, StreamIndices.Replicate(1, (uint)drawn.p)));
                drawn.x[drawn.p % 16] = 0;
                float[] there = new float[map.Count], back = new float[map.Count];
                map.Apply(drawn.x, there);
                map.Apply([.. drawn.x.Select(value => -value)], back);
                Assert.Equal(
                    map.IsInvariant,
                    MemoryMarshal.AsBytes<float>(there).SequenceEqual(MemoryMarshal.AsBytes<float>(back)));
            }
        });
    }

    [Fact]
    public void The_quadratic_map_of_the_digits_has_2080_features() =>
        Assert.Equal(2080, FeatureMap.Of(FeatureMapKind.Quadratic, 8, 8).Count);

    [Fact]
    public void A_map_that_needs_a_permutation_says_so() =>
        Assert.Throws<ArgumentException>(() => FeatureMap.Of(FeatureMapKind.Permutation, 8, 8));

    [Fact]
    public void Images_that_repeat_or_leave_the_range_are_no_permutation()
    {
        Assert.Throws<ArgumentException>(() => PixelPermutation.Of(0, 0));
        Assert.Throws<ArgumentException>(() => PixelPermutation.Of(0, 2));
        Assert.Equal("1 0", PixelPermutation.Of(1, 0).ToString());
    }

    [Fact]
    public void Rows_of_a_table_are_the_maps_of_its_images_and_of_their_inversions()
    {
        var images = new ImageSet(1, 2, 2, [.5f, -.25f, 1f, 0f], [0, 1]);
        var table = new FeatureTable(images, FeatureMap.Of(FeatureMapKind.Identity, 1, 2));
        Assert.Equal([1f, 0f], table.Matrix.Row(table.RowOf(1, isInverted: false)).ToArray());
        Assert.Equal([-.5f, .25f], table.Matrix.Row(table.RowOf(0, isInverted: true)).ToArray());
        Assert.Equal([0, 1, 0, 1], table.Labels.ToArray());
        Assert.Equal(0, table.FirstVariant([0, 1]));

        var squares = new FeatureTable(images, FeatureMap.Of(FeatureMapKind.Square, 1, 2));
        Assert.Equal(squares.RowOf(1, isInverted: false), squares.RowOf(1, isInverted: true));
        Assert.Equal(-1, squares.FirstVariant([0, 1]));
    }

    [Fact]
    public void A_table_is_computed_once_and_forgotten_when_memory_is_short()
    {
        var settings = TrialSettings.Default with { Features = FeatureMapKind.Permutation };
        var roomy = new FeatureStore();
        Assert.Same(roomy.Get(settings, StreamIndices.Replicate(1, 0)), roomy.Get(settings with { Bias = false }, StreamIndices.Replicate(1, 0)));
        Assert.NotSame(roomy.Get(settings, StreamIndices.Replicate(1, 0)), roomy.Get(settings, StreamIndices.Replicate(1, 1)));

        var tight = new FeatureStore(mostBytes: 1);
        var first = tight.Get(settings, StreamIndices.Replicate(1, 0));
        for (var other = 1u; other <= 10; other++)
        {
            _ = tight.Get(settings, StreamIndices.Replicate(1, other));
        }

        Assert.NotSame(first, tight.Get(settings, StreamIndices.Replicate(1, 0)));
    }
}
