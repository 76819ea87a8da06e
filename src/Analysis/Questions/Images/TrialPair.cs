namespace Symmetry.Analysis.Questions.Images;

/// <summary>Two trials that were tested on the same images: is one of these two networks better?</summary>
/// <remarks>
/// About these two networks, not about their settings: for those, compare cells over replicates. McNemar's test takes images as
/// independent. Shifted copies of an original are not, so that its p is too small where there are any; the sign-flip test over originals,
/// which flips all copies of an original together, has no such error. Without copies the two are equal.
/// </remarks>
/// <param name="Runs">What the sweep found, read with outcomes.</param>
/// <param name="Metric">The accuracy on X or on −X.</param>
/// <param name="First">The first trial.</param>
/// <param name="Second">The second trial.</param>
/// <param name="Images">Their test images by which of the two is right.</param>
/// <param name="P">The two-sided p of McNemar's exact test over images (<see cref="McNemarTest"/>).</param>
/// <param name="Originals">The number of originals of the test images.</param>
/// <param name="PByOriginal">The two-sided p of sign flips over the originals that differ (<see cref="StepDownMaxT"/>); null where fewer than 6 do.</param>
public sealed record TrialPair(
    SweepRuns Runs, Metric Metric, TrialName First, TrialName Second, SharedImages Images, double P, int Originals, double? PByOriginal)
{
    /// <summary>Compares two trials.</summary>
    /// <exception cref="SelectionException">A trial has no outcomes, or the two were tested on different images.</exception>
    public static TrialPair Compare(SweepRuns runs, TrialName first, TrialName second, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var (a, b) = (Find(first), Find(second));
        if (!a.IsTestedLike(b))
        {
            throw new SelectionException($"McNemar's test needs the same test images, and {first} and {second} share {a.SharedWith(b).Count} of {a.Count}. "
                + "Choose two trials with the same split, such as the same replicate of two cells.");
        }

        var differences = new SortedDictionary<int, int>();
        for (var place = 0; place < a.Count; place++)
        {
            var original = a.OriginalAt(place);
            differences[original] = differences.GetValueOrDefault(original) + (a.IsCorrect(place) ? 1 : 0) - (b.IsCorrect(place) ? 1 : 0);
        }

        var images = a.SharedWith(b);
        double[] differing = [.. differences.Values.Where(difference => difference != 0)];
        return new TrialPair(
            runs, metric, first, second, images, McNemarTest.P(images.OnlyFirst, images.OnlySecond),
            differences.Count, StepDownMaxT.Test([differing], runs.Sweep.Spec.Seed).Differences[0].P);

        ImageRun Find(TrialName trial) => ImageRuns.Find(runs, trial.Cell.Number, metric).Runs.FirstOrDefault(run => run.Replicate == trial.Replicate)
            ?? throw new SelectionException($"There are no outcomes per image of {trial}: it has not ended, or it failed.");
    }
}
