namespace Symmetry.Engine.Groups;

/// <summary>The real characters of the groups.</summary>
/// <remarks>
/// A complex representation and its conjugate form one real representation, with the sum of both characters and the d of either.
/// J.-P. Serre, "Linear representations of finite groups", 1977, sections 2.6 (projections) and 5 (cyclic and dihedral groups).
/// </remarks>
public static class Characters
{
    /// <summary>The irreducible representations that images can contain: for products with the inversion, those with χ(−e) = −χ(e).</summary>
    public static IReadOnlyList<Character> Compute(SymmetryGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Kind switch
        {
            _ when group.Kind.HasTranslations() => Waves(group),
            GroupKind.Mirror or GroupKind.InversionMirror =>
                [Create(group, 1, _ => 1), Create(group, 1, g => g.IsMirroring ? -1 : 1)],
            GroupKind.Rotations or GroupKind.InversionRotations =>
                [Create(group, 1, _ => 1), Create(group, 1, g => Alternating(g.QuarterTurns)), Create(group, 1, g => 2 * Turn(g.QuarterTurns))],
            GroupKind.Dihedral or GroupKind.InversionDihedral =>
            [
                Create(group, 1, _ => 1),
                Create(group, 1, g => g.IsMirroring ? -1 : 1),
                Create(group, 1, g => Alternating(g.QuarterTurns)),
                Create(group, 1, g => Alternating(g.QuarterTurns) * (g.IsMirroring ? -1 : 1)),
                Create(group, 2, g => g.IsMirroring ? 0 : 2 * Turn(g.QuarterTurns)),
            ],
            _ => [Create(group, 1, _ => 1)],
        };
    }

    private static double Alternating(int turns) => turns % 2 == 0 ? 1 : -1;

    private static double Turn(int turns) => turns switch { 0 => 1, 2 => -1, _ => 0 };

    // Pixel i of gx shows x at A·i + b, so g maps the wave k to the wave Aᵀk with the phase k·b. The orbit of a wave under the point
    // group is a representation, irreducible because translations distinguish its waves. Its character is the sum of the phases
    // of the waves that g maps to themselves. The orbits of k and of −k form one real representation.
    private static List<Character> Waves(SymmetryGroup group)
    {
        var (rows, columns) = (new Circle(group.Height), new Circle(group.Width));
        Motion[] motions = [.. Enumerable.Range(0, group.Order).Select(g => Motion.Read(group, g))];
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

                (int K, int L)[] orbit = [.. motions.Select(motion => motion.Map(k, l)).Distinct()];
                seen.UnionWith(orbit);
                seen.UnionWith(orbit.Select(wave => Opposite(wave.K, wave.L)));
                var size = orbit.Contains(Opposite(k, l)) ? 1 : 2;
                waves.Add(new Character(orbit.Length, Array.ConvertAll(motions, motion => motion.Sign * size * orbit
                    .Where(wave => motion.Map(wave.K, wave.L) == wave)
                    .Sum(wave => (rows.Cos(wave.K * motion.Down) * columns.Cos(wave.L * motion.Right))
                        - (rows.Sin(wave.K * motion.Down) * columns.Sin(wave.L * motion.Right))))));
            }
        }

        return waves;

        (int, int) Opposite(int k, int l) => ((group.Height - k) % group.Height, (group.Width - l) % group.Width);
    }

    // The action of g on waves: A, given by the images of a step down and of a step right, and −b. Read from the pixels that gx shows.
    private sealed record Motion(int Height, int Width, int Sign, int Down, int Right, (int Down, int Right) OfDown, (int Down, int Right) OfRight)
    {
        public static Motion Read(SymmetryGroup group, int g)
        {
            var (height, width) = (group.Height, group.Width);
            var start = group.Source(g, 0);
            return new Motion(
                height, width, group.Sign(g), (height - (start / width)) % height, (width - (start % width)) % width,
                Step(group.Source(g, width % group.Pixels)), Step(group.Source(g, 1 % width)));

            (int, int) Step(int pixel) => ((pixel / width) - (start / width), (pixel % width) - (start % width));
        }

        // Aᵀk.
        public (int, int) Map(int k, int l) => (
            Remainder((k * OfDown.Down) + (l * OfDown.Right), Height), Remainder((k * OfRight.Down) + (l * OfRight.Right), Width));

        private static int Remainder(int value, int size) => ((value % size) + size) % size;
    }

    private static Character Create(SymmetryGroup group, int dimension, Func<GroupElement, double> value)
    {
        var values = new double[group.Order];
        for (var g = 0; g < values.Length; g++)
        {
            values[g] = (group[g].IsNegating ? -1 : 1) * value(group[g]);
        }

        return new Character(dimension, values);
    }
}
