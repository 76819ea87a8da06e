using Symmetry.Engine.Features;

namespace Symmetry.Engine.Invariants;

/// <summary>X_k·X_a·conj(X_{k+a}) for all k and for a = one step down and one step right, and X_0: complete for cyclic translations.</summary>
/// <remarks>
/// <para>
/// X is the discrete Fourier transform divided by √M. A shift multiplies X_k by a phase that is additive in k and cancels in the
/// products. From the products X_{k+a} follows from X_k, step by step, up to the phases of the two X_a; because the circle closes,
/// these phases are those of a shift. So the orbit is determined if no X_k vanishes (R. Kakarala, "Triple correlation on groups",
/// UC Irvine, 1992; J. Yellott, G. Iverson, JOSA A 9, 1992). Of the M² numbers of the triple correlation 4M + 1 are kept.
/// </para>
/// <para>
/// With the inversion, every feature is multiplied by X_0; both are odd in x, so the product has the same bits for −x as for x.
/// It is complete for the product group if X_0 ≠ 0. Sums are in double and in a fixed order, first along rows, then along columns.
/// </para>
/// </remarks>
internal sealed class Bispectrum(int height, int width, bool hasInversion) : FeatureMap
{
    private readonly Circle rows = new(height);
    private readonly Circle columns = new(width);

    public override int Count => 1 + (4 * height * width);

    public override bool IsInvariant => hasInversion;

    public override void Apply(ReadOnlySpan<float> x, Span<float> features)
    {
        var transform = Transform(x);
        var mean = transform[0].Re;
        var factor = hasInversion ? mean : 1;
        features[0] = (float)(factor * mean);
        var at = 1;
        foreach (var (down, right) in (ReadOnlySpan<(int, int)>)[(1 % height, 0), (0, 1 % width)])
        {
            var step = transform[(down * width) + right];
            for (var k = 0; k < height; k++)
            {
                for (var l = 0; l < width; l++)
                {
                    var value = transform[(k * width) + l];
                    var sum = transform[((k + down) % height * width) + ((l + right) % width)];
                    var (re, im) = ((value.Re * step.Re) - (value.Im * step.Im), (value.Re * step.Im) + (value.Im * step.Re));

                    // Adding 0 makes a zero positive, so that the sign of x does not matter.
                    features[at++] = (float)(factor * ((re * sum.Re) + (im * sum.Im))) + 0f;
                    features[at++] = (float)(factor * ((im * sum.Re) - (re * sum.Im))) + 0f;
                }
            }
        }
    }

    private (double Re, double Im)[] Transform(ReadOnlySpan<float> x)
    {
        var partial = new (double Re, double Im)[height * width];
        for (var row = 0; row < height; row++)
        {
            for (var l = 0; l < width; l++)
            {
                var (re, im) = (0.0, 0.0);
                for (var column = 0; column < width; column++)
                {
                    re += x[(row * width) + column] * columns.Cos(l * column);
                    im -= x[(row * width) + column] * columns.Sin(l * column);
                }

                partial[(row * width) + l] = (re, im);
            }
        }

        var result = new (double Re, double Im)[height * width];
        var scale = 1 / Math.Sqrt(height * width);
        for (var k = 0; k < height; k++)
        {
            for (var l = 0; l < width; l++)
            {
                var (re, im) = (0.0, 0.0);
                for (var row = 0; row < height; row++)
                {
                    var (cos, sin) = (rows.Cos(k * row), rows.Sin(k * row));
                    var (a, b) = partial[(row * width) + l];
                    re += (a * cos) + (b * sin);
                    im += (b * cos) - (a * sin);
                }

                result[(k * width) + l] = (re * scale, im * scale);
            }
        }

        return result;
    }
}
