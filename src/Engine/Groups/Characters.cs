using Symmetry.Engine.Invariants;

namespace Symmetry.Engine.Groups;

/// <summary>An irreducible representation over the reals, as far as its character says: χ(g), and d, with P = (d/|G|)·Σ χ(g)·g.</summary>
/// <param name="Dimension">d: the factor that makes P the projection to this representation's part (section 4.2).</param>
/// <param name="Values">χ(g) for each element.</param>
public sealed record Character(int Dimension, double[] Values);

/// <summary>The tables of real characters that are known here.</summary>
/// <remarks>
/// A complex representation and its conjugate are one real one, with the sum of both characters and the d of either.
/// J.-P. Serre, "Linear representations of finite groups", 1977, sections 2.6 (projections) and 5 (cyclic and dihedral groups).
/// </remarks>
public static class Characters
{
    /// <summary>Whether the group's characters are tabulated: all but the semidirect products.</summary>
    public static bool AreKnown(GroupKind kind) => !kind.IsSemidirect();

    /// <summary>The irreducible representations that images can contain: for products with the inversion, those with χ(−e) = −χ(e).</summary>
    /// <exception cref="ArgumentException">The group is a semidirect product.</exception>
    public static IReadOnlyList<Character> Of(SymmetryGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (!AreKnown(group.Kind))
        {
            throw new ArgumentException($"The characters of {group} are not tabulated.", nameof(group));
        }

        return group.Kind switch
        {
            GroupKind.Translations or GroupKind.InversionTranslations => Waves(group),
            GroupKind.Mirror or GroupKind.InversionMirror =>
                [From(group, 1, _ => 1), From(group, 1, g => g.IsMirroring ? -1 : 1)],
            GroupKind.Rotations or GroupKind.InversionRotations =>
                [From(group, 1, _ => 1), From(group, 1, g => Alternating(g.QuarterTurns)), From(group, 1, g => 2 * Turn(g.QuarterTurns))],
            GroupKind.Dihedral or GroupKind.InversionDihedral =>
            [
                From(group, 1, _ => 1),
                From(group, 1, g => g.IsMirroring ? -1 : 1),
                From(group, 1, g => Alternating(g.QuarterTurns)),
                From(group, 1, g => Alternating(g.QuarterTurns) * (g.IsMirroring ? -1 : 1)),
                From(group, 2, g => g.IsMirroring ? 0 : 2 * Turn(g.QuarterTurns)),
            ],
            _ => [From(group, 1, _ => 1)],
        };
    }

    private static double Alternating(int turns) => turns % 2 == 0 ? 1 : -1;

    private static double Turn(int turns) => turns switch { 0 => 1, 2 => -1, _ => 0 };

    // cos 2π(k·t): k and −k are one real representation.
    private static List<Character> Waves(SymmetryGroup group)
    {
        var (lines, columns) = (new Circle(group.Height), new Circle(group.Width));
        var waves = new List<Character>();
        for (var k = 0; k < group.Height; k++)
        {
            for (var l = 0; l < group.Width; l++)
            {
                var (kBack, lBack) = ((group.Height - k) % group.Height, (group.Width - l) % group.Width);
                if ((k, l).CompareTo((kBack, lBack)) <= 0)
                {
                    var size = (k, l) == (kBack, lBack) ? 1 : 2;
                    waves.Add(From(group, 1, g => size
                        * ((lines.Cos(k * g.Down) * columns.Cos(l * g.Right)) - (lines.Sin(k * g.Down) * columns.Sin(l * g.Right)))));
                }
            }
        }

        return waves;
    }

    private static Character From(SymmetryGroup group, int dimension, Func<GroupElement, double> value)
    {
        var values = new double[group.Order];
        for (var g = 0; g < values.Length; g++)
        {
            values[g] = (group[g].IsNegating ? -1 : 1) * value(group[g]);
        }

        return new Character(dimension, values);
    }
}
