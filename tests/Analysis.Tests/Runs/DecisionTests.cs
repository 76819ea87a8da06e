using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Tests.Runs;

/// <summary>A decision between two cells, which may be looked at after every replicate.</summary>
public sealed class DecisionTests
{
    [Theory]
    [InlineData(0.8, 0, DecisionVerdict.FirstBetter)]
    [InlineData(-0.8, 0, DecisionVerdict.SecondBetter)]
    [InlineData(0.0, 0.8, DecisionVerdict.Equivalent)]
    [InlineData(0.0, 0, DecisionVerdict.Undecided)]
    public void Answer_is_the_truth_and_evidence_is_that_of_the_sequential_test(double effect, double margin, DecisionVerdict verdict)
    {
        var decision = new Decision(margin, 150);
        var (difference, above, below) = (new SequentialSignFlip(), new SequentialSignFlip(), new SequentialSignFlip());
        var stream = new RandomStream(2, Purpose.Resampling, 0);
        while (!decision.IsOver)
        {
            var (first, second) = (Resampler.Normal(ref stream) + effect, Resampler.Normal(ref stream));
            decision.Add(first, second);
            difference.Add(first - second);
            above.Add(first - second + margin);
            below.Add(first - second - margin);
        }

        Assert.Equal(verdict, decision.Verdict);
        Assert.Equal(verdict switch
        {
            DecisionVerdict.FirstBetter => difference.Greater,
            DecisionVerdict.SecondBetter => difference.Less,
            DecisionVerdict.Equivalent => Math.Min(above.Greater, below.Less),
            _ => Math.Max(difference.Greater, difference.Less),
        }, decision.Evidence);
        Assert.True(verdict is DecisionVerdict.Undecided ? decision.Replicates == 150 : decision.Evidence >= 1 / 0.05 && decision.Replicates < 150);
        Assert.Equal(decision.Replicates, decision.Forecast);
    }

    [Fact]
    public void Wrong_answers_are_at_most_as_frequent_as_promised()
    {
        var wrong = 0;
        for (var repetition = 0u; repetition < 1000; repetition++)
        {
            var stream = new RandomStream(4, Purpose.Resampling, repetition);
            var decision = new Decision(0, 100);
            while (!decision.IsOver)
            {
                decision.Add(Resampler.Normal(ref stream), 0);
            }

            wrong += decision.Verdict is DecisionVerdict.Undecided ? 0 : 1;
        }

        // Four standard deviations above 5 %.
        Assert.InRange(wrong, 1, 78);
    }

    [Fact]
    public void Cell_that_fails_is_worse_and_never_equivalent()
    {
        var decision = new Decision(100, 60);
        while (!decision.IsOver)
        {
            decision.Add(double.NaN, 0.5);
        }

        Assert.Equal(DecisionVerdict.SecondBetter, decision.Verdict);
        var nothing = new Decision(100, 60);
        for (var replicate = 0; replicate < 60; replicate++)
        {
            nothing.Add(double.NaN, double.NaN);
        }

        Assert.Equal((DecisionVerdict.Undecided, 1.0), (nothing.Verdict, nothing.Evidence));
    }
}
