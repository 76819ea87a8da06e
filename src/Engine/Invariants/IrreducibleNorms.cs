using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;

namespace Symmetry.Engine.Invariants;

/// <summary>‖P x‖² for each irreducible representation in each orbit of pixels (section 4.2).</summary>
/// <remarks>
/// <para>
/// On one orbit O of pixels, ‖P x‖² = (d/|G|)·Σ_g χ(g)·r(g) with r(g) = Σ_{i in O} x_i·(gx)_i: the transform of the group's
/// autocorrelation. Representations that an orbit does not contain are left out. Sums are in double and in a fixed order.
/// </para>
/// <para>
/// Invariant and incomplete: the norms do not contain the relative phases of the parts. For translations they are the power
/// spectrum, which an image shares with its point reflection.
/// </para>
/// </remarks>
internal sealed class IrreducibleNorms : FeatureMap
{
    private readonly SymmetryGroup group;
    private readonly int[][] orbits;
    private readonly double[][][] weights;

    /// <summary>Finds the orbits of pixels and the representations that they contain.</summary>
    public IrreducibleNorms(SymmetryGroup group)
    {
        this.group = group;
        orbits = Orbits(group);
        var characters = Characters.Compute(group);
        weights = Array.ConvertAll(orbits, orbit => characters
            .Where(character => Multiplicity(character, orbit) > 0.5)
            .Select(character => Array.ConvertAll(character.Values, value => value * character.Dimension / group.Order))
            .ToArray());
        Count = weights.Sum(ofOrbit => ofOrbit.Length);
    }

    public override int Count { get; }

    public override bool IsInvariant => true;

    public override void Apply(ReadOnlySpan<float> x, Span<float> features)
    {
        var at = 0;
        Span<double> correlation = stackalloc double[group.Order];
        for (var o = 0; o < orbits.Length; o++)
        {
            for (var g = 0; g < correlation.Length; g++)
            {
                var sum = 0.0;
                foreach (var i in orbits[o])
                {
                    sum += (double)x[i] * x[group.Source(g, i)];
                }

                correlation[g] = group.Sign(g) * sum;
            }

            foreach (var weight in weights[o])
            {
                var norm = 0.0;
                for (var g = 0; g < weight.Length; g++)
                {
                    norm += weight[g] * correlation[g];
                }

                features[at++] = (float)norm;
            }
        }
    }

    // The trace of the projection onto the pixels of this orbit: the dimensions that the representation has there.
    private double Multiplicity(Character character, int[] orbit)
    {
        var trace = 0.0;
        for (var g = 0; g < group.Order; g++)
        {
            trace += character.Values[g] * group.Sign(g) * orbit.Count(i => group.Source(g, i) == i);
        }

        return trace * character.Dimension / group.Order;
    }

    private static int[][] Orbits(SymmetryGroup group)
    {
        var seen = new bool[group.Pixels];
        var found = new List<int[]>();
        for (var i = 0; i < group.Pixels; i++)
        {
            if (!seen[i])
            {
                int[] orbit = [.. Enumerable.Range(0, group.Order).Select(g => group.Source(g, i)).Distinct()];
                Array.ForEach(orbit, pixel => seen[pixel] = true);
                found.Add(orbit);
            }
        }

        return [.. found];
    }
}
