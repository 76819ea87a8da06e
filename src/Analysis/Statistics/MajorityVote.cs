namespace Symmetry.Analysis.Statistics;

/// <summary>How often most of M runs are right about an image.</summary>
/// <remarks>
/// <para>
/// An image counts if at least M runs were tested on it; the first M of these vote, in the order of the runs. Where runs have different
/// test images, different runs vote on different images, none of which they were trained on, as in an out-of-bag estimate (L. Breiman,
/// "Out-of-bag estimation", 1996).
/// </para>
/// <para>
/// Only right and wrong are known, not the classes. If more than half of the votes are for the right class, the class with most votes is
/// the right one. So the accuracy of plurality voting among the same runs is at least <see cref="Accuracy"/>, and equal to it for two
/// classes; with more classes plurality can also be right where most runs are wrong in different ways.
/// </para>
/// </remarks>
/// <param name="Voters">M, odd.</param>
/// <param name="Images">The images with M votes; at least 1.</param>
/// <param name="Accuracy">The share of them on which more than half of the votes are right, in [0, 1].</param>
/// <param name="Single">The share of right votes: the accuracy of a single run on the same images with the same runs, in [0, 1].</param>
public sealed record MajorityVote(int Voters, int Images, double Accuracy, double Single)
{
    /// <summary>Counts votes.</summary>
    /// <param name="outcomes">One entry per run and image, in the order of the runs, with <see cref="ImageOutcome.Original"/> as the image.</param>
    /// <param name="voters">M: odd, so that there is always a majority.</param>
    /// <returns>Null if no image has M votes.</returns>
    /// <exception cref="ArgumentException">M is even or below 1.</exception>
    public static MajorityVote? Count(IEnumerable<ImageOutcome> outcomes, int voters)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        if (voters < 1 || int.IsEvenInteger(voters))
        {
            throw new ArgumentException($"Expected an odd number of voters, got {voters}.", nameof(voters));
        }

        var votes = new Dictionary<int, (int Cast, int Right)>();
        foreach (var outcome in outcomes)
        {
            var (cast, right) = votes.GetValueOrDefault(outcome.Original);
            if (cast < voters)
            {
                votes[outcome.Original] = (cast + 1, right + outcome.Correct);
            }
        }

        var decided = votes.Values.Where(image => image.Cast == voters).ToList();
        return decided.Count == 0 ? null : new MajorityVote(
            voters,
            decided.Count,
            (double)decided.Count(image => 2 * image.Right > voters) / decided.Count,
            (double)decided.Sum(image => (long)image.Right) / ((long)voters * decided.Count));
    }
}
