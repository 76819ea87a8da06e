using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;

namespace Symmetry.Engine.Invariants;

/// <summary>The mean of x_i·x_j over each orbit of pairs {i, j}: all invariants of degree two (eq. 8, 9).</summary>
/// <remarks>
/// The Reynolds operator applied to the products. For the inversion these are the M(M + 1)/2 products themselves, which are complete.
/// For translations they are the autocorrelation, whose transform is the power spectrum, and equally incomplete.
/// Sums are in double and in a fixed order: −x has the same bits as x, and gx the same values up to rounding.
/// </remarks>
internal sealed class PairProducts : FeatureMap
{
    private readonly (int I, int J)[][] orbits;

    /// <summary>Finds the orbits of pairs.</summary>
    public PairProducts(SymmetryGroup group)
    {
        var pixels = group.Pixels;
        var seen = new bool[pixels * pixels];
        var found = new List<(int, int)[]>();
        for (var i = 0; i < pixels; i++)
        {
            for (var j = i; j < pixels; j++)
            {
                if (seen[(i * pixels) + j])
                {
                    continue;
                }

                var orbit = new List<(int, int)>();
                for (var g = 0; g < group.Order; g++)
                {
                    var (a, b) = (group.Source(g, i), group.Source(g, j));
                    (a, b) = (Math.Min(a, b), Math.Max(a, b));
                    if (!seen[(a * pixels) + b])
                    {
                        seen[(a * pixels) + b] = true;
                        orbit.Add((a, b));
                    }
                }

                found.Add([.. orbit]);
            }
        }

        orbits = [.. found];
    }

    public override int Count => orbits.Length;

    public override bool IsInvariant => true;

    public override void Apply(ReadOnlySpan<float> x, Span<float> features)
    {
        for (var k = 0; k < orbits.Length; k++)
        {
            var sum = 0.0;
            foreach (var (i, j) in orbits[k])
            {
                sum += (double)x[i] * x[j];
            }

            features[k] = (float)(sum / orbits[k].Length);
        }
    }
}
