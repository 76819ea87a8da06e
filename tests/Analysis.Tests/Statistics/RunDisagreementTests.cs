using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class RunDisagreementTests
{
    // Image 1: runs 0 and 1 right, 2 wrong; image 2: 0 right, 1 wrong; image 3: run 2 alone.
    private static readonly ImageOutcome[] Few =
        [new(0, 1, 1, 1), new(1, 1, 1, 1), new(2, 1, 0, 1), new(0, 2, 1, 1), new(1, 2, 0, 1), new(2, 3, 1, 1)];

    [Fact]
    public void It_is_the_share_of_pairs_of_runs_that_differ_over_shared_images()
    {
        // Pairs: on image 1 three, of which two differ; on image 2 one, which differs.
        var estimate = RunDisagreement.Mean(Few);

        Near.Relative(3 / 4.0, estimate.Value);
        Assert.Equal(3, estimate.N);
        Assert.Equal(estimate, RunDisagreement.Mean([.. Few.Reverse()]));
    }

    [Fact]
    public void Its_error_is_the_jackknife_over_runs()
    {
        var outcomes = Draw(new RandomStream(3, Purpose.Resampling, 0, 0), runs: 7, images: 40, share: 0.6);
        var estimate = RunDisagreement.Mean(outcomes);

        double[] pseudo = [.. Enumerable.Range(0, 7).Select(left => (7 * BruteForce(outcomes)) - (6 * BruteForce([.. outcomes.Where(o => o.Run != left)])))];
        var mean = pseudo.Average();
        var se = Math.Sqrt(pseudo.Sum(value => (value - mean) * (value - mean)) / 6 / 7);

        Near.Relative(BruteForce(outcomes), estimate.Value);
        Near.Relative(StudentTIntervals.Quantile(0.95, 6) * se, estimate.Interval!.Value.HalfWidth, 1e-9);
    }

    [Fact]
    public void Two_runs_have_a_value_without_an_interval_and_runs_without_shared_images_have_none()
    {
        Near.Relative(0.5, RunDisagreement.Mean([.. Few.Where(outcome => outcome.Run < 2)]).Value);
        Assert.Null(RunDisagreement.Mean([.. Few.Where(outcome => outcome.Run < 2)]).Interval);
        Assert.True(double.IsNaN(RunDisagreement.Mean([new(0, 1, 1, 1), new(1, 2, 1, 1), new(2, 3, 0, 1)]).Value));
        Assert.True(double.IsNaN(RunDisagreement.Mean([]).Value));

        // Without run 0 no pair is left.
        Assert.Null(RunDisagreement.Mean([new(0, 1, 1, 1), new(0, 2, 1, 1), new(1, 1, 0, 1), new(2, 2, 0, 1)]).Interval);
        Assert.Throws<ArgumentException>(() => RunDisagreement.Mean([new(0, 1, 3, 5)]));
    }

    // Goal: 95 % intervals cover. Method: 1,000 samples of 12 runs of different quality, each tested on a random part of 200 images of different
    // difficulty; the truth is that of a sample of 3,000 runs. Five standard errors of the coverage are 3.4 %.
    [Fact]
    public void Intervals_cover_the_truth()
    {
        var truth = RunDisagreement.Mean(Draw(new RandomStream(8, Purpose.Resampling, 1, 0), 3000, 200, 0.2)).Value;
        var covered = Enumerable.Range(0, 1000).Count(sample =>
            RunDisagreement.Mean(Draw(new RandomStream(9, Purpose.Resampling, (uint)sample, 0), 12, 200, 0.2)).Interval!.Value.Contains(truth));

        Assert.InRange(covered, 916, 984);
    }

    private static ImageOutcome[] Draw(RandomStream stream, int runs, int images, double share)
    {
        var outcomes = new List<ImageOutcome>();
        for (var run = 0; run < runs; run++)
        {
            var quality = 0.2 * stream.NextFloat();
            for (var image = 0; image < images; image++)
            {
                if (stream.NextFloat() < share)
                {
                    var isRight = stream.NextFloat() < 0.4 + quality + (0.4 * image / images);
                    outcomes.Add(new ImageOutcome(run, image, isRight ? 1 : 0, 1));
                }
            }
        }

        return [.. outcomes];
    }

    private static double BruteForce(ImageOutcome[] outcomes)
    {
        var pairs =
            from first in outcomes
            from second in outcomes
            where first.Original == second.Original && first.Run < second.Run
            select first.Correct != second.Correct ? 1.0 : 0;
        return pairs.Average();
    }
}
