using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Trials;

/// <summary>Which rows of a feature table are trained on and tested on.</summary>
internal static class TrainingRows
{
    /// <summary>The rows to train on: X; X then −X; or the sample of that union in the order image by image, x before −x.</summary>
    public static int[] Of(FeatureTable table, Split split, TrialSettings settings, StreamIndices draws) => settings.Training switch
    {
        TrainingSet.Original => Rows(table, split.Train, isInverted: false),
        TrainingSet.Both => [.. Rows(table, split.Train, isInverted: false), .. Rows(table, split.Train, isInverted: true)],
        TrainingSet.Sampled => Sample(table, split.Train, settings.Mu, draws),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Training, "No such training set."),
    };

    /// <summary>The rows of some images, or of their inversions.</summary>
    public static int[] Rows(FeatureTable table, ReadOnlySpan<int> images, bool isInverted)
    {
        var rows = new int[images.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = table.RowOf(images[i], isInverted);
        }

        return rows;
    }

    // Whether (image, g) is kept depends on the image and g alone, not on the split (eq. 17).
    private static int[] Sample(FeatureTable table, ReadOnlySpan<int> images, double mu, StreamIndices draws)
    {
        var words = new uint[2 * table.Images.Count];
        draws.Stream(Purpose.Orbit).Fill(words);
        var bound = mu * 4294967296.0;
        var rows = new List<int>(2 * images.Length);
        foreach (var image in images)
        {
            for (var g = 0; g < 2; g++)
            {
                if (words[(2 * image) + g] < bound)
                {
                    rows.Add(table.RowOf(image, isInverted: g == 1));
                }
            }
        }

        return [.. rows];
    }
}
