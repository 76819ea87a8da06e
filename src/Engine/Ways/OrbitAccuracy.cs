using Symmetry.Engine.Data;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;

namespace Symmetry.Engine.Ways;

/// <summary>Writes a score for each class; the image is classified as the class whose score is larger than every other.</summary>
internal delegate void Scores(ReadOnlySpan<float> image, Span<float> scores);

/// <summary>How many test images are classified correctly under the group.</summary>
/// <param name="Original">As they are.</param>
/// <param name="Transformed">Each under one g ≠ e, drawn for it from stream (Orbit, part 1): for the inversion −x.</param>
/// <param name="Every">Under every g.</param>
/// <param name="ByElement">For each g, under g.</param>
internal sealed record OrbitAccuracy(int Original, int Transformed, int Every, int[] ByElement)
{
    /// <summary>Classifies every gx.</summary>
    /// <param name="group">G, of at least two elements.</param>
    /// <param name="images">The images.</param>
    /// <param name="test">Those that are tested on.</param>
    /// <param name="draws">For the drawn g.</param>
    /// <param name="isInvariant">Whether all gx are known to have the scores of x.</param>
    /// <param name="scores">The model.</param>
    public static OrbitAccuracy Of(
        SymmetryGroup group, ImageSet images, ReadOnlySpan<int> test, StreamIndices draws, bool isInvariant, Scores scores)
    {
        var drawn = Drawn(group, images, draws);
        var byElement = new int[group.Order];
        var (transformed, every) = (0, 0);
        Span<float> moved = new float[group.Pixels];
        Span<float> one = new float[images.Classes];
        foreach (var image in test)
        {
            var right = 0;
            for (var g = 0; g < group.Order; g++)
            {
                if (g == 0 || !isInvariant)
                {
                    group.Apply(g, images.Image(image), moved);
                    scores(moved, one);
                }

                if (Reference.IsCorrect(one, images.Labels[image]))
                {
                    right++;
                    byElement[g]++;
                    transformed += g == drawn[image] ? 1 : 0;
                }
            }

            every += right == group.Order ? 1 : 0;
        }

        return new OrbitAccuracy(byElement[0], transformed, every, byElement);
    }

    /// <summary>As they are and transformed alone.</summary>
    /// <inheritdoc cref="Of"/>
    public static (int Original, int Transformed) OfBoth(
        SymmetryGroup group, ImageSet images, ReadOnlySpan<int> test, StreamIndices draws, bool isInvariant, Scores scores)
    {
        var drawn = Drawn(group, images, draws);
        var (original, transformed) = (0, 0);
        Span<float> moved = new float[group.Pixels];
        Span<float> one = new float[images.Classes];
        foreach (var image in test)
        {
            scores(images.Image(image), one);
            var isRight = Reference.IsCorrect(one, images.Labels[image]);
            original += isRight ? 1 : 0;
            if (!isInvariant)
            {
                group.Apply(drawn[image], images.Image(image), moved);
                scores(moved, one);
                isRight = Reference.IsCorrect(one, images.Labels[image]);
            }

            transformed += isRight ? 1 : 0;
        }

        return (original, transformed);
    }

    private static int[] Drawn(SymmetryGroup group, ImageSet images, StreamIndices draws)
    {
        var stream = draws.Stream(Purpose.Orbit, 1);
        var drawn = new int[images.Count];
        foreach (ref var g in drawn.AsSpan())
        {
            g = 1 + (int)stream.Below((uint)group.Order - 1);
        }

        return drawn;
    }
}
