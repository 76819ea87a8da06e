using System.Runtime.InteropServices;
using CsCheck;
using Symmetry.Engine.Groups;

namespace Symmetry.Engine.Tests.Groups;

public sealed class SymmetryGroupTests
{
    private static readonly Gen<(SymmetryGroup Group, int G, int H, float[] X)> Cases =
        from kind in Gen.Enum<GroupKind>()
        from height in Gen.Int[2, 5]
        from width in Gen.Int[2, 5]
        let @group = SymmetryGroup.Of(kind, kind.HasRotations() ? width : height, width)
        from g in Gen.Int[0, @group.Order - 1]
        from h in Gen.Int[0, @group.Order - 1]
        from x in Gen.Float[-2f, 2f].Array[@group.Pixels]
        select (@group, g, h, x);

    // Few values, so that images with symmetries of their own occur.
    private static readonly Gen<(SymmetryGroup Group, int G, float[] X)> Coarse =
        from kind in Gen.Enum<GroupKind>()
        let @group = SymmetryGroup.Of(kind, 3, 3)
        from g in Gen.Int[0, @group.Order - 1]
        from x in Gen.Int[-1, 1].Select(value => (float)value).Array[9]
        select (@group, g, x);

    [Fact]
    public void The_action_is_a_homomorphism() => Cases.Sample(one =>
        Assert.Equal(Act(one.Group, one.Group.Product(one.G, one.H), one.X), Act(one.Group, one.G, Act(one.Group, one.H, one.X))));

    [Fact]
    public void The_identity_comes_first_and_does_nothing() => Cases.Sample(one =>
    {
        Assert.Equal(one.X, Act(one.Group, 0, one.X));
        Assert.Equal(one.G, one.Group.Product(one.G, 0));
        Assert.Equal(one.G, one.Group.Product(0, one.G));
    });

    [Fact]
    public void An_inverse_undoes_on_both_sides() => Cases.Sample(one =>
    {
        var back = one.Group.Inverse(one.G);
        Assert.Equal(0, one.Group.Product(one.G, back));
        Assert.Equal(0, one.Group.Product(back, one.G));
    });

    [Fact]
    public void The_order_of_an_element_divides_that_of_the_group() => Cases.Sample(one =>
        Assert.Equal(0, one.Group.Order % one.Group.OrderOf(one.G)));

    [Fact]
    public void The_size_of_an_orbit_divides_the_order_of_the_group() => Coarse.Sample(one =>
        Assert.Equal(0, one.Group.Order % one.Group.Orbit(one.X).Length));

    [Fact]
    public void Orbits_are_equal_or_disjoint_and_the_canonical_image_says_which() => Coarse.Sample(one =>
    {
        var canonical = Canonical(one.Group, one.X);
        Assert.Contains(one.Group.Orbit(one.X), image => image.AsSpan().SequenceEqual(canonical));
        var moved = Canonical(one.Group, Act(one.Group, one.G, one.X));
        Assert.True(MemoryMarshal.AsBytes<float>(canonical).SequenceEqual(MemoryMarshal.AsBytes<float>(moved)));
    });

    [Theory]
    [InlineData(GroupKind.Inversion, 2)]
    [InlineData(GroupKind.Translations, 64)]
    [InlineData(GroupKind.Mirror, 2)]
    [InlineData(GroupKind.Rotations, 4)]
    [InlineData(GroupKind.Dihedral, 8)]
    [InlineData(GroupKind.InversionTranslations, 128)]
    [InlineData(GroupKind.InversionMirror, 4)]
    [InlineData(GroupKind.InversionRotations, 8)]
    [InlineData(GroupKind.InversionDihedral, 16)]
    [InlineData(GroupKind.TranslationsMirror, 128)]
    [InlineData(GroupKind.TranslationsRotations, 256)]
    [InlineData(GroupKind.TranslationsDihedral, 512)]
    public void On_the_digits_every_word_acts_differently(GroupKind kind, int order)
    {
        Assert.Equal(order, SymmetryGroup.Of(kind, 8, 8).Order);
        Assert.Equal(order, kind.OrderOf(8, 8));
    }

    [Fact]
    public void Products_with_the_inversion_commute_and_semidirect_ones_do_not()
    {
        foreach (var kind in Enum.GetValues<GroupKind>())
        {
            var group = SymmetryGroup.Of(kind, 3, 3);
            var isAbelian = Enumerable.Range(0, group.Order).All(g =>
                Enumerable.Range(0, group.Order).All(h => group.Product(g, h) == group.Product(h, g)));
            Assert.Equal(!kind.IsSemidirect() && kind is not (GroupKind.Dihedral or GroupKind.InversionDihedral), isAbelian);
        }
    }

    [Fact]
    public void A_quarter_turn_of_a_square_is_what_one_sees()
    {
        var group = SymmetryGroup.Of(GroupKind.Rotations, 2, 2);
        float[][] turns = [.. Enumerable.Range(0, 4).Select(g => Act(group, g, [1f, 2f, 3f, 4f]))];
        Assert.Contains([3f, 1f, 4f, 2f], turns);
        Assert.Contains([4f, 3f, 2f, 1f], turns);
    }

    [Fact]
    public void Quarter_turns_of_oblong_images_are_refused() =>
        Assert.Throws<ArgumentException>(() => SymmetryGroup.Of(GroupKind.Rotations, 2, 3));

    private static float[] Act(SymmetryGroup group, int g, float[] x)
    {
        var moved = new float[x.Length];
        group.Apply(g, x, moved);
        return moved;
    }

    private static float[] Canonical(SymmetryGroup group, float[] x)
    {
        var canonical = new float[x.Length];
        group.Canonical(x, canonical);
        return canonical;
    }
}
