using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Tests.Statistics;

// Goal: a mistake that moves a coverage by some per cent is seen at once. Method: 2,000 repetitions, a tolerance of four
// binomial standard deviations (1.9 %); the fine measurement is src/Analysis/Statistics/COVERAGE.md.
public sealed class CoverageTests
{
    private const int Repetitions = 2000;
    private static readonly double Tolerance = 4 * Math.Sqrt(0.05 * 0.95 / Repetitions);

    [Fact]
    public void A_95_percent_interval_of_the_mean_covers_95_percent_of_the_time()
    {
        var (plain, score, hull, further) = (0, 0, 0, 0);
        for (var repetition = 0u; repetition < Repetitions; repetition++)
        {
            var stream = new RandomStream(1, Purpose.Resampling, repetition);
            var tally = new Tally(1800);
            for (var run = 0; run < 10; run++)
            {
                tally.Add(Count(ref stream));
            }

            plain += StudentTIntervals.Mean(tally).Interval!.Value.Contains(0.83) ? 1 : 0;
            score += StudentTIntervals.ScoreMean(tally).Interval!.Value.Contains(0.83) ? 1 : 0;
            hull += SkewedMean.Mean(tally).Interval!.Value.Contains(0.83) ? 1 : 0;
            further += StudentTIntervals.PredictionInterval(10, tally.Mean, tally.StandardDeviation)!.Value
                .Contains(Count(ref stream) / 1800.0) ? 1 : 0;
        }

        Near.Absolute(0.95, (double)plain / Repetitions, Tolerance);
        Near.Absolute(0.95, (double)score / Repetitions, Tolerance);
        Near.Absolute(0.95, (double)hull / Repetitions, Tolerance);
        Near.Absolute(0.95, (double)further / Repetitions, Tolerance);
    }

    [Fact]
    public void Two_cells_that_do_not_differ_are_called_different_5_percent_of_the_time()
    {
        var (rejected, flipped) = (0, 0);
        var differences = new int[20];
        for (var repetition = 0u; repetition < Repetitions; repetition++)
        {
            var stream = new RandomStream(2, Purpose.Resampling, repetition);
            foreach (ref var difference in differences.AsSpan())
            {
                difference = Count(ref stream) - Count(ref stream);
            }

            var real = Array.ConvertAll(differences, d => (double)d);
            flipped += StepDownMaxT.Test([real], seed: 1).Differences[0].P <= 0.05 ? 1 : 0;
            rejected += StudentTIntervals.Mean(real).Interval!.Value.Contains(0) ? 0 : 1;
        }

        Near.Absolute(0.05, (double)flipped / Repetitions, Tolerance);

        Near.Absolute(0.05, (double)rejected / Repetitions, Tolerance);
    }

    [Fact]
    public void Stopping_when_the_interval_is_narrow_keeps_its_coverage()
    {
        var rule = new FixedWidthStopping(0.0054, 1000);
        var held = 0;
        for (var repetition = 0u; repetition < Repetitions; repetition++)
        {
            var stream = new RandomStream(3, Purpose.Resampling, repetition);
            var tally = new Tally(1800);
            do
            {
                tally.Add(Count(ref stream));
            }
            while (!rule.StopsAt(tally));

            held += StudentTIntervals.Mean(tally).Interval!.Value.Contains(0.83) ? 1 : 0;
        }

        Near.Absolute(0.95, (double)held / Repetitions, Tolerance);
    }

    // A run of accuracy 0.83 ± 0.015, as a count out of 1,800.
    private static int Count(ref RandomStream stream) => (int)Math.Round(1800 * (0.83 + (0.015 * Resampler.Normal(ref stream))));
}
