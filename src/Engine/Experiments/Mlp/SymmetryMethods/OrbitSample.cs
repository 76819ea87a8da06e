namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>A random sample of the orbits: each (image, g) is kept with probability mu (eq. 17).</summary>
internal static class OrbitSample
{
    /// <summary>Draws which (image, g) are kept: a function of image and g only, not of the split.</summary>
    public static Func<int, int, bool> Draw(int images, int order, double mu, StreamIndices indices)
    {
        var words = new uint[images * order];
        indices.Stream(Purpose.Orbit).Fill(words);
        var bound = mu * 4294967296.0;
        return (image, g) => words[(image * order) + g] < bound;
    }
}
