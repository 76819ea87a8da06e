using Symmetry.Engine.Numerics;

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
    /// <summary>The irreducible representations that images can contain: for products with the inversion, those with χ(−e) = −χ(e).</summary>
    public static IReadOnlyList<Character> Of(SymmetryGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Kind switch
        {
            _ when group.Kind.HasTranslations() => Waves(group),
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

    // Pixel i of gx shows x at A·i + b, so that g brings the wave k to the wave Aᵀk with the phase k·b: the waves that the
    // point group makes of one are a representation, irreducible because translations tell its waves apart. Its character is
    // the sum of the phases of the waves that g leaves in place. An orbit and that of −k are one real representation.
    private static List<Character> Waves(SymmetryGroup group)
    {
        var (lines, columns) = (new Circle(group.Height), new Circle(group.Width));
        Motion[] motions = [.. Enumerable.Range(0, group.Order).Select(g => Motion.Of(group, g))];
        var seen = new HashSet<(int, int)>();
        var waves = new List<Character>();
        for (var k = 0; k < group.Height; k++)
        {
            for (var l = 0; l < group.Width; l++)
            {
                if (seen.Contains((k, l)))
                {
                    continue;
                }

                (int K, int L)[] orbit = [.. motions.Select(motion => motion.Turned(k, l)).Distinct()];
                seen.UnionWith(orbit);
                seen.UnionWith(orbit.Select(wave => Opposite(wave.K, wave.L)));
                var size = orbit.Contains(Opposite(k, l)) ? 1 : 2;
                waves.Add(new Character(orbit.Length, Array.ConvertAll(motions, motion => motion.Sign * size * orbit
                    .Where(wave => motion.Turned(wave.K, wave.L) == wave)
                    .Sum(wave => (lines.Cos(wave.K * motion.Down) * columns.Cos(wave.L * motion.Right))
                        - (lines.Sin(wave.K * motion.Down) * columns.Sin(wave.L * motion.Right))))));
            }
        }

        return waves;

        (int, int) Opposite(int k, int l) => ((group.Height - k) % group.Height, (group.Width - l) % group.Width);
    }

    // What g does to waves: A, as what it makes of a step down and a step right, and −b. Read off the pixels that it shows.
    private sealed record Motion(int Height, int Width, int Sign, int Down, int Right, (int Down, int Right) OfDown, (int Down, int Right) OfRight)
    {
        public static Motion Of(SymmetryGroup group, int g)
        {
            var (height, width) = (group.Height, group.Width);
            var start = group.Source(g, 0);
            return new Motion(
                height, width, group.Sign(g), (height - (start / width)) % height, (width - (start % width)) % width,
                Step(group.Source(g, width % group.Pixels)), Step(group.Source(g, 1 % width)));

            (int, int) Step(int pixel) => ((pixel / width) - (start / width), (pixel % width) - (start % width));
        }

        // Aᵀk.
        public (int, int) Turned(int k, int l) => (
            Remainder((k * OfDown.Down) + (l * OfDown.Right), Height), Remainder((k * OfRight.Down) + (l * OfRight.Right), Width));

        private static int Remainder(int value, int size) => ((value % size) + size) % size;
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
