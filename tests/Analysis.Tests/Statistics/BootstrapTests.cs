using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

// Data: R's data set sleep, group 1. Reference values: R 4.2.2.
public sealed class BootstrapTests
{
    private static readonly double[] Sleep = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];

    [Fact]
    public void The_acceleration_is_that_of_the_jackknife()
    {
        // L <- sapply(1:10, function(i) f(x[-i])); d <- mean(L) - L; sum(d^3)/(6*sum(d^2)^1.5), f = mean and mean(., trim = .25)
        var sorted = Sleep.Order().ToArray();
        Near.Relative(0.025818696610659983, Bootstrap.Acceleration(sorted, null));
        Near.Relative(0.025818696610659983, Bootstrap.Acceleration(sorted, Location.Mean));
        Near.Relative(0.026716918442620318, Bootstrap.Acceleration(sorted, Location.InterquartileMean));
    }

    [Fact]
    public void The_interval_is_that_of_boot_ci_up_to_its_Monte_Carlo_error()
    {
        // boot.ci(boot(x, function(d, i) mean(d[i]), R = 400000), type = "bca"): [-0.20, 1.92]. An end at p = 0.025 of B = 200,000 values
        // of sd 0.54 has the Monte Carlo sd sqrt(p(1-p)/B)/density = 0.003; the steps of the values are 0.01.
        var mean = Bootstrap.Mean(Sleep, seed: 1, resamples: 200_000);
        Near.Relative(0.75, mean.Value, 1e-14);
        Near.Absolute(-0.20, mean.Interval!.Value.Lower, 0.02);
        Near.Absolute(1.92, mean.Interval.Value.Upper, 0.02);

        // The same with mean(d[i], trim = 0.25), ties half in the bias: [-0.4333, 2.1667]; the steps are 1/60.
        var middle = Bootstrap.InterquartileMean(Sleep, seed: 1, resamples: 200_000);
        Near.Relative(0.53333333333333333, middle.Value);
        Near.Absolute(-0.43333, middle.Interval!.Value.Lower, 0.034);
        Near.Absolute(2.16667, middle.Interval.Value.Upper, 0.034);
    }

    [Fact]
    public void The_bits_depend_on_the_seed_and_the_question_and_not_on_the_order()
    {
        var estimate = Bootstrap.Mean(Sleep, seed: 1, question: 2, resamples: 500);
        Assert.Equal(estimate, Bootstrap.Mean([.. Sleep.Reverse()], seed: 1, question: 2, resamples: 500));
        Assert.NotEqual(estimate.Interval, Bootstrap.Mean(Sleep, seed: 2, question: 2, resamples: 500).Interval);
        Assert.NotEqual(estimate.Interval, Bootstrap.Mean(Sleep, seed: 1, question: 3, resamples: 500).Interval);
    }

    [Fact]
    public void The_fast_mean_has_the_interval_of_the_plain_one()
    {
        var fast = Bootstrap.Mean(Sleep, seed: 4, resamples: 1000).Interval!.Value;
        var plain = Bootstrap.Estimated(Sleep, Location.Mean, "mean", seed: 4, question: 0, resamples: 1000, level: 0.95).Interval!.Value;
        Near.Absolute(plain.Lower, fast.Lower, 1e-12);
        Near.Absolute(plain.Upper, fast.Upper, 1e-12);
    }

    [Fact]
    public void The_closed_form_is_what_many_resamples_come_to()
    {
        // Exponential quantiles: skewness 2 moves both ends by 0.09 standard errors; the Monte Carlo sd of an end is 0.006 of them.
        double[] skewed = [.. Enumerable.Range(0, 1000).Select(i => -Math.Log((i + 0.5) / 1000))];
        var drawn = Bootstrap.Mean(skewed, seed: 1, resamples: 200_000).Interval!.Value;
        var closed = BootstrapLimit.MeanInterval(skewed, 0.95);
        var error = 1 / Math.Sqrt(1000);
        Near.Absolute(drawn.Lower, closed.Lower, 0.025 * error);
        Near.Absolute(drawn.Upper, closed.Upper, 0.025 * error);
        Assert.True(closed.Upper + closed.Lower > 2 * (skewed.Average() + (0.05 * error)));
    }

    [Fact]
    public void Many_values_need_no_resamples()
    {
        double[] many = [.. Enumerable.Range(0, 100_000).Select(i => (i * 7919L) % 1801 / 1800.0)];
        var mean = Bootstrap.Mean(many, seed: 1);
        var t = StudentTIntervals.Mean(many).Interval!.Value;
        Assert.Contains("closed form", mean.Method, StringComparison.Ordinal);
        Near.Absolute(t.Lower, mean.Interval!.Value.Lower, 1e-3 * t.Width);
        Near.Absolute(t.Upper, mean.Interval.Value.Upper, 1e-3 * t.Width);
    }

    [Fact]
    public void The_interval_moves_and_stretches_with_the_values()
    {
        var plain = Bootstrap.Mean(Sleep, seed: 5, resamples: 1000).Interval!.Value;
        var moved = Bootstrap.Mean([.. Sleep.Select(x => 3 + (2 * x))], seed: 5, resamples: 1000).Interval!.Value;
        Near.Absolute(3 + (2 * plain.Lower), moved.Lower, 1e-9);
        Near.Absolute(3 + (2 * plain.Upper), moved.Upper, 1e-9);
    }

    [Fact]
    public void One_value_has_no_interval_and_equal_values_have_a_point()
    {
        Assert.Null(Bootstrap.Mean([0.5], 1).Interval);
        Assert.True(double.IsNaN(Bootstrap.Mean([], 1).Value));
        Assert.Equal(new Interval(0.5, 0.5), Bootstrap.Mean([0.5, 0.5, 0.5], 1).Interval);
        Assert.NotNull(Bootstrap.Mean([0, 1], 1, resamples: 100).Interval);
        Assert.Throws<ArgumentException>(() => Bootstrap.Mean([0.5, double.NaN], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Mean(Sleep, 1, resamples: 99));
    }
}
