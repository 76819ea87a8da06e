using Symmetry.Engine.Data;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp.SymmetryMethods;

/// <summary>Counts of test images classified correctly under the group.</summary>
/// <param name="Original">As they are.</param>
/// <param name="Transformed">Each under one g ≠ e, drawn for it from stream (Orbit, part 1): −x for the inversion.</param>
/// <param name="Every">Under every g.</param>
/// <param name="ByElement">For each g, under g.</param>
internal sealed record OrbitAccuracy(int Original, int Transformed, int Every, int[] ByElement)
{
    /// <summary>Classifies every gx.</summary>
    /// <param name="group">G, with at least two elements.</param>
    /// <param name="images">The images.</param>
    /// <param name="test">The images that are tested on.</param>
    /// <param name="indices">The stream of the drawn g.</param>
    /// <param name="isInvariant">Whether all gx are known to have the scores of x.</param>
    /// <param name="scores">The model.</param>
    /// <param name="marks">Receives whether each image is classified correctly, as it is and under the drawn g; null for no marks.</param>
    public static OrbitAccuracy Count(
        SymmetryGroup group, ImageSet images, ReadOnlySpan<int> test, StreamIndices indices, bool isInvariant, Scores scores, OutcomeMarks? marks)
    {
        var drawn = DrawElements(group, images, indices);
        var byElement = new int[group.Order];
        var (transformed, every) = (0, 0);
        Span<float> moved = new float[group.Pixels];
        Span<float> buffer = new float[images.Classes];
        for (var i = 0; i < test.Length; i++)
        {
            var (image, correct) = (test[i], 0);
            for (var g = 0; g < group.Order; g++)
            {
                if (g == 0 || !isInvariant)
                {
                    group.Apply(g, images.Image(image), moved);
                    scores(moved, buffer);
                }

                if (Reference.IsCorrect(buffer, images.Labels[image]))
                {
                    correct++;
                    byElement[g]++;
                    transformed += g == drawn[image] ? 1 : 0;
                    if (marks is not null)
                    {
                        marks.Original[i] |= g == 0;
                        marks.Transformed[i] |= g == drawn[image];
                    }
                }
            }

            every += correct == group.Order ? 1 : 0;
        }

        return new OrbitAccuracy(byElement[0], transformed, every, byElement);
    }

    /// <summary>Classifies x, and gx under the drawn g only.</summary>
    /// <param name="group">G, with at least two elements.</param>
    /// <param name="images">The images.</param>
    /// <param name="test">The images that are tested on.</param>
    /// <param name="indices">The stream of the drawn g.</param>
    /// <param name="isInvariant">Whether all gx are known to have the scores of x.</param>
    /// <param name="scores">The model.</param>
    public static (int Original, int Transformed) CountBoth(
        SymmetryGroup group, ImageSet images, ReadOnlySpan<int> test, StreamIndices indices, bool isInvariant, Scores scores)
    {
        var drawn = DrawElements(group, images, indices);
        var (original, transformed) = (0, 0);
        Span<float> moved = new float[group.Pixels];
        Span<float> buffer = new float[images.Classes];
        foreach (var image in test)
        {
            scores(images.Image(image), buffer);
            var isCorrect = Reference.IsCorrect(buffer, images.Labels[image]);
            original += isCorrect ? 1 : 0;
            if (!isInvariant)
            {
                group.Apply(drawn[image], images.Image(image), moved);
                scores(moved, buffer);
                isCorrect = Reference.IsCorrect(buffer, images.Labels[image]);
            }

            transformed += isCorrect ? 1 : 0;
        }

        return (original, transformed);
    }

    /// <summary>The g ≠ e that transforms each image of the set in tests.</summary>
    public static int[] DrawElements(SymmetryGroup group, ImageSet images, StreamIndices indices)
    {
        var stream = indices.Stream(Purpose.Orbit, 1);
        var drawn = new int[images.Count];
        foreach (ref var g in drawn.AsSpan())
        {
            g = 1 + (int)stream.Below((uint)group.Order - 1);
        }

        return drawn;
    }
}
