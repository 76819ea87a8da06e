using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Tests.Statistics;

/// <summary>The test that may be looked at after every pair, and the confidence sequence that it inverts to.</summary>
public sealed class SequentialSignFlipTests
{
    private const double ReferenceGreater = 6.746549857170808;
    private const double ReferenceLess = 0.24451980799212794;

    private static readonly double[] Differences = [0.3, -0.1, 0.5, 0.2, 0.4, -0.05, 0.6, 0.1];

    // R 4.2.2: s <- mean(abs(d[1:3])); L <- 0.05*2^(0:5); mean(sapply(L, function(l) prod(exp(l*d/s)/cosh(l*d/s))))
    [Fact]
    public void Evidence_is_the_mean_over_the_bets_of_the_product_over_the_pairs()
    {
        var test = new SequentialSignFlip();
        Array.ForEach(Differences, test.Add);
        Near.Relative(ReferenceGreater, test.Greater, 1e-12);
        Near.Relative(ReferenceLess, test.Less, 1e-12);
        Assert.Equal((test.Greater + test.Less) / 2, test.Different);
    }

    [Fact]
    public void Fewer_than_three_differences_are_no_evidence_and_zeros_change_nothing()
    {
        var (test, withZeros) = (new SequentialSignFlip(), new SequentialSignFlip());
        test.Add(5);
        test.Add(7);
        Assert.Equal((1.0, 1.0), (test.Greater, test.Less));
        test.Add(6);
        Assert.True(test.Greater > 1 && test.Less < 1);
        foreach (var difference in (double[])[0, 5, 0, 7, 6, 0])
        {
            withZeros.Add(difference);
        }

        Assert.Equal(test.Greater, withZeros.Greater);
    }

    [Fact]
    public void Looking_after_every_pair_errs_in_at_most_five_per_cent()
    {
        const int Repetitions = 1000;
        var (sequential, peeking) = (0, 0);
        for (var repetition = 0u; repetition < Repetitions; repetition++)
        {
            var stream = new RandomStream(1, Purpose.Resampling, repetition);
            var (test, values) = (new SequentialSignFlip(), new List<double>());
            var (isDifferent, isSignificant) = (false, false);
            for (var pair = 0; pair < 200; pair++)
            {
                values.Add(Resampler.Normal(ref stream));
                test.Add(values[^1]);
                isDifferent |= test.Different >= 20;
                isSignificant |= pair > 4 && pair % 10 == 0 && !StudentTIntervals.Mean([.. values]).Interval!.Value.Contains(0);
            }

            sequential += isDifferent ? 1 : 0;
            peeking += isSignificant ? 1 : 0;
        }

        // Four standard deviations above 5 %.
        Assert.InRange(sequential, 1, 78);
        Assert.True(peeking > 150);
    }

    [Fact]
    public void Confidence_sequence_holds_the_shifts_that_are_not_excluded()
    {
        var values = Enumerable.Range(0, 40).Select(i => 1 + (0.3 * Math.Sin(i * 1.7))).ToArray();
        var interval = ConfidenceSequence.Find(values).Interval!.Value;
        Assert.InRange(interval.Lower, 0.7, 1);
        Assert.InRange(interval.Upper, 1, 1.3);
        Assert.True(Evidence(interval.Lower - 1e-6) >= 20 && Evidence(interval.Lower + 1e-6) < 20);
        Assert.True(Evidence(interval.Upper + 1e-6) >= 20 && Evidence(interval.Upper - 1e-6) < 20);

        double Evidence(double shift)
        {
            var test = new SequentialSignFlip();
            Array.ForEach(values, value => test.Add(value - shift));
            return test.Different;
        }
    }

    [Fact]
    public void Too_few_pairs_exclude_no_shift() => Assert.Null(ConfidenceSequence.Find([0.1, 0.2, 0.4, 0.3]).Interval);
}
