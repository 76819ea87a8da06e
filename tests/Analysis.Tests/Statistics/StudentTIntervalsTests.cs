using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

// Data: Student's sleep data (1908), group 1, as R's data set "sleep". Reference values: R 4.2.2.
public sealed class StudentTIntervalsTests
{
    private static readonly double[] Sleep = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];

    [Fact]
    public void The_interval_of_the_mean_is_that_of_t_test()
    {
        // t.test(sleep$extra[sleep$group == 1])$conf.int
        var estimate = StudentTIntervals.Mean(Sleep);
        Near.Relative(0.75, estimate.Value);
        Near.Relative(-0.52978041352623217, estimate.Interval!.Value.Lower);
        Near.Relative(2.02978041352623206, estimate.Interval.Value.Upper);
        Assert.Equal(10, estimate.N);
    }

    [Fact]
    public void The_prediction_interval_is_that_of_predict()
    {
        // predict(lm(x ~ 1), data.frame(a = 1), interval = "prediction")
        var interval = StudentTIntervals.PredictionInterval(10, 0.75, 1.78900965775916254);
        Near.Relative(-3.4945514457123865, interval!.Value.Lower);
        Near.Relative(4.9945514457123865, interval.Value.Upper);
    }

    [Fact]
    public void One_run_has_no_interval_and_equal_runs_have_a_point()
    {
        Assert.Null(StudentTIntervals.MeanInterval(1, 0.5, double.NaN));
        Assert.Null(StudentTIntervals.PredictionInterval(0, double.NaN, double.NaN));
        Assert.Equal(new Interval(0.5, 0.5), StudentTIntervals.MeanInterval(5, 0.5, 0));
    }

    [Fact]
    public void A_tally_and_its_proportions_have_the_same_interval()
    {
        var tally = Tally.FromCounts(1800, 1500, 1512, 1488, 1521);
        var fromTally = StudentTIntervals.Mean(tally).Interval!.Value;
        var fromProportions = StudentTIntervals.Mean(tally.ToProportions()).Interval!.Value;
        Near.Relative(fromTally.Lower, fromProportions.Lower, 1e-14);
        Near.Relative(fromTally.Upper, fromProportions.Upper, 1e-14);
    }

    [Fact]
    public void The_score_interval_is_Wilsons_for_the_answers_that_the_spread_is_worth()
    {
        var tally = Tally.FromCounts(1800, 0, 1, 0, 2, 1, 0, 3, 0, 0, 1);
        var interval = StudentTIntervals.ScoreMean(tally).Interval!.Value;
        var variance = (tally.Variance + (1 / 1800.0 / 1800 / 10)) / 10;
        foreach (var end in new[] { interval.Lower, interval.Upper })
        {
            // (p̂ − p)² = t²·variance·p(1 − p)/(p̂(1 − p̂)); qt(.975, 9) = 2.2621571627982049
            var expected = 2.2621571627982049 * 2.2621571627982049 * variance * end * (1 - end) / (tally.Mean * (1 - tally.Mean));
            Near.Relative(expected, (tally.Mean - end) * (tally.Mean - end), 1e-9);
        }

        Assert.True(interval.Upper - tally.Mean > tally.Mean - interval.Lower);
    }

    [Fact]
    public void The_score_interval_is_never_a_point_and_is_the_t_interval_in_the_middle()
    {
        var none = StudentTIntervals.ScoreMean(Tally.FromCounts(1800, new int[10])).Interval!.Value;
        Assert.Equal(0, none.Lower);
        Near.Relative(1 / (1 + (18000 / (2.2621571627982049 * 2.2621571627982049))), none.Upper);
        Assert.Null(StudentTIntervals.ScoreMean(Tally.FromCounts(1800, 3)).Interval);

        var middle = Tally.FromCounts(1800, 900, 912, 888, 921);
        var plain = StudentTIntervals.Mean(middle).Interval!.Value;
        Near.Relative(plain.HalfWidth, StudentTIntervals.ScoreMean(middle).Interval!.Value.HalfWidth, 2e-3);
    }

    [Fact]
    public void Levels_outside_0_to_1_and_negative_spreads_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentTIntervals.MeanInterval(5, 0.5, 0.1, 95));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentTIntervals.MeanInterval(5, 0.5, 0.1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentTIntervals.MeanInterval(5, 0.5, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentTIntervals.MeanInterval(5, double.NaN, 0.1));
    }
}
