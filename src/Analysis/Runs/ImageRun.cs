namespace Symmetry.Analysis.Runs;

/// <summary>What one run did on each of its test images, on one side.</summary>
/// <param name="replicate">The replicate.</param>
/// <param name="tested">Its test images.</param>
/// <param name="outcomes">Which of them it classified correctly.</param>
/// <param name="metric">The side: the accuracy on X or on −X.</param>
public sealed class ImageRun(int replicate, TestedImages tested, TestOutcomes outcomes, Metric metric)
{
    private readonly bool isOriginal = metric == KnownMetrics.Accuracy;

    /// <summary>The replicate.</summary>
    public int Replicate => replicate;

    /// <summary>The test images.</summary>
    public TestedImages Tested => tested;

    /// <summary>The number of test images.</summary>
    public int Count => tested.Images.Length;

    /// <summary>Whether the image at a place is classified correctly.</summary>
    /// <param name="place">0 … <see cref="Count"/> − 1.</param>
    public bool IsCorrect(int place) => isOriginal ? outcomes.IsOriginalCorrect(place) : outcomes.IsTransformedCorrect(place);

    /// <summary>The number of the original of the image at a place.</summary>
    public int OriginalAt(int place) => tested.Images[place] / tested.Copies;

    /// <summary>Whether another run has the same test images in the same order.</summary>
    public bool IsTestedLike(ImageRun other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return tested.SharesNumbersWith(other.Tested) && tested.Images.AsSpan().SequenceEqual(other.Tested.Images.AsSpan());
    }

    /// <summary>Counts the images that both runs were tested on by which of the two is right.</summary>
    public SharedImages SharedWith(ImageRun other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!tested.SharesNumbersWith(other.Tested))
        {
            return default;
        }

        var places = IsTestedLike(other) ? null : Enumerable.Range(0, other.Count).ToDictionary(place => other.Tested.Images[place]);
        var counts = new SharedImages();
        for (var place = 0; place < Count; place++)
        {
            var otherPlace = places is null ? place : places.GetValueOrDefault(tested.Images[place], -1);
            if (otherPlace >= 0)
            {
                counts = counts.Add(IsCorrect(place), other.IsCorrect(otherPlace));
            }
        }

        return counts;
    }
}
