using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;

namespace Symmetry.Engine.Invariants;

/// <summary>X_k·X_a·conj(X_{k+a}) for all k and for a = one step down and one step right, and X_0: complete for cyclic translations.</summary>
/// <remarks>
/// <para>
/// X is the discrete Fourier transform over √M. Under a shift X_k turns by a phase that is additive in k, which the products
/// cancel. Knowing them, X_{k+a} follows from X_k, step by step, up to the phases of the two X_a, and these are a shift where
/// the circle closes: so the orbit is determined wherever no X_k vanishes (R. Kakarala, "Triple correlation on groups",
/// UC Irvine, 1992; J. Yellott, G. Iverson, JOSA A 9, 1992). Of the triple correlation's M² numbers 4M + 1 are kept.
/// </para>
/// <para>
/// With the inversion every feature, odd in x, is multiplied by X_0, odd too: complete for the product group where X_0 ≠ 0.
/// Then −x has the bits of x. Sums in double, in a fixed order, first along lines and then along columns.
/// </para>
/// </remarks>
internal sealed class Bispectrum(int height, int width, bool hasInversion) : FeatureMap
{
    private readonly Circle lines = new(height);
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
                    var one = transform[(k * width) + l];
                    var sum = transform[((k + down) % height * width) + ((l + right) % width)];
                    var (re, im) = ((one.Re * step.Re) - (one.Im * step.Im), (one.Re * step.Im) + (one.Im * step.Re));

                    // Adding 0 makes a zero positive, whichever sign x has.
                    features[at++] = (float)(factor * ((re * sum.Re) + (im * sum.Im))) + 0f;
                    features[at++] = (float)(factor * ((im * sum.Re) - (re * sum.Im))) + 0f;
                }
            }
        }
    }

    private (double Re, double Im)[] Transform(ReadOnlySpan<float> x)
    {
        var half = new (double Re, double Im)[height * width];
        for (var line = 0; line < height; line++)
        {
            for (var l = 0; l < width; l++)
            {
                var (re, im) = (0.0, 0.0);
                for (var column = 0; column < width; column++)
                {
                    re += x[(line * width) + column] * columns.Cos(l * column);
                    im -= x[(line * width) + column] * columns.Sin(l * column);
                }

                half[(line * width) + l] = (re, im);
            }
        }

        var whole = new (double Re, double Im)[height * width];
        var scale = 1 / Math.Sqrt(height * width);
        for (var k = 0; k < height; k++)
        {
            for (var l = 0; l < width; l++)
            {
                var (re, im) = (0.0, 0.0);
                for (var line = 0; line < height; line++)
                {
                    var (cos, sin) = (lines.Cos(k * line), lines.Sin(k * line));
                    var (a, b) = half[(line * width) + l];
                    re += (a * cos) + (b * sin);
                    im += (b * cos) - (a * sin);
                }

                whole[(k * width) + l] = (re * scale, im * scale);
            }
        }

        return whole;
    }
}
