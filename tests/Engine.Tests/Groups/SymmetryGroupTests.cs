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
        let @group = SymmetryGroup.Create(kind, kind.HasRotations() ? width : height, width)
        from g in Gen.Int[0, @group.Order - 1]
        from h in Gen.Int[0, @group.Order - 1]
        from x in Gen.Float[-2f, 2f].Array[@group.Pixels]
        select (@group, g, h, x);

    // Few values, so that images with symmetries of their own occur.
    private static readonly Gen<(SymmetryGroup Group, int G, float[] X)> Coarse =
        from kind in Gen.Enum<GroupKind>()
        let @group = SymmetryGroup.Create(kind, 3, 3)
        from g in Gen.Int[0, @group.Order - 1]
        from x in Gen.Int[-1, 1].Select(value => (float)value).Array[9]
        select (@group, g, x);

    [Fact]
    public void Action_is_a_homomorphism() => Cases.Sample(drawn =>
        Assert.Equal(Act(drawn.Group, drawn.Group.Product(drawn.G, drawn.H), drawn.X), Act(drawn.Group, drawn.G, Act(drawn.Group, drawn.H, drawn.X))));

    [Fact]
    public void Identity_is_element_0_and_changes_nothing() => Cases.Sample(drawn =>
    {
        Assert.Equal(drawn.X, Act(drawn.Group, 0, drawn.X));
        Assert.Equal(drawn.G, drawn.Group.Product(drawn.G, 0));
        Assert.Equal(drawn.G, drawn.Group.Product(0, drawn.G));
    });

    [Fact]
    public void Inverse_is_two_sided() => Cases.Sample(drawn =>
    {
        var back = drawn.Group.Inverse(drawn.G);
        Assert.Equal(0, drawn.Group.Product(drawn.G, back));
        Assert.Equal(0, drawn.Group.Product(back, drawn.G));
    });

    [Fact]
    public void Order_of_an_element_divides_the_order_of_the_group() => Cases.Sample(drawn =>
        Assert.Equal(0, drawn.Group.Order % drawn.Group.OrderOf(drawn.G)));

    [Fact]
    public void Size_of_an_orbit_divides_the_order_of_the_group() => Coarse.Sample(drawn =>
        Assert.Equal(0, drawn.Group.Order % drawn.Group.Orbit(drawn.X).Length));

    [Fact]
    public void Canonical_image_is_in_the_orbit_and_has_the_same_bits_for_all_images_of_the_orbit() => Coarse.Sample(drawn =>
    {
        var canonical = Canonical(drawn.Group, drawn.X);
        Assert.Contains(drawn.Group.Orbit(drawn.X), image => image.AsSpan().SequenceEqual(canonical));
        var moved = Canonical(drawn.Group, Act(drawn.Group, drawn.G, drawn.X));
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
    public void Every_combination_of_factors_is_a_different_element_on_the_digits(GroupKind kind, int order)
    {
        Assert.Equal(order, SymmetryGroup.Create(kind, 8, 8).Order);
        Assert.Equal(order, kind.OrderOf(8, 8));
    }

    [Fact]
    public void Only_semidirect_and_dihedral_groups_do_not_commute()
    {
        foreach (var kind in Enum.GetValues<GroupKind>())
        {
            var group = SymmetryGroup.Create(kind, 3, 3);
            var isAbelian = Enumerable.Range(0, group.Order).All(g =>
                Enumerable.Range(0, group.Order).All(h => group.Product(g, h) == group.Product(h, g)));
            Assert.Equal(!kind.IsSemidirect() && kind is not (GroupKind.Dihedral or GroupKind.InversionDihedral), isAbelian);
        }
    }

    [Fact]
    public void Quarter_turns_of_a_2_by_2_image_are_the_expected_images()
    {
        var group = SymmetryGroup.Create(GroupKind.Rotations, 2, 2);
        float[][] turns = [.. Enumerable.Range(0, 4).Select(g => Act(group, g, [1f, 2f, 3f, 4f]))];
        Assert.Contains([3f, 1f, 4f, 2f], turns);
        Assert.Contains([4f, 3f, 2f, 1f], turns);
    }

    [Fact]
    public void Quarter_turns_of_oblong_images_are_refused() =>
        Assert.Throws<ArgumentException>(() => SymmetryGroup.Create(GroupKind.Rotations, 2, 3));

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
