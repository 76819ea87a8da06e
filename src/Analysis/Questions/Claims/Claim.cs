using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A sentence about the cells of a sweep that its results answer.</summary>
/// <remarks>Claims are questions about a sweep and no part of it: changing them changes no trial and no fingerprint.</remarks>
/// <param name="Says">The sentence, in the words of its author.</param>
public abstract record Claim(string Says)
{
    /// <summary>The cells that the claim is about.</summary>
    public abstract ImmutableArray<int> Cells { get; }

    /// <summary>Whether the answer rests on an interval and can be false by chance. Default: true; false for a count of every trial.</summary>
    public virtual bool IsStatistical => true;

    /// <summary>Answers the claim.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="level">The level at which all its intervals hold together, in (0, 1). Default 0.95.</param>
    public abstract ClaimVerdict Judge(SweepRuns runs, double level = Estimate.DefaultLevel);

    /// <summary>Answers for each of some cells or pairs, with intervals that hold together by Bonferroni's inequality.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="parts">The cells or pairs.</param>
    /// <param name="noun">What they are called: "cell" or "pair".</param>
    /// <param name="level">The level of all together, in (0, 1).</param>
    /// <param name="judge">Answers for one of them at the level that it is given.</param>
    protected ClaimVerdict JudgeTogether<T>(SweepRuns runs, ImmutableArray<T> parts, string noun, double level, Func<T, double, ClaimVerdict> judge)
    {
        var levelOfEach = 1 - ((1 - level) / Math.Max(parts.Length, 1));
        var together = parts.Length > 1 ? $", simultaneous over {Numbers.Count(parts.Length, noun)}, Bonferroni" : "";
        return ClaimVerdict.Combine(parts.Select(part => judge(part, levelOfEach)), $"{Percent(level)} {Scope(runs)}{together}");
    }

    /// <summary>What the intervals are about: other splits of the data set where the test images differ between replicates.</summary>
    protected string Scope(SweepRuns runs)
    {
        var sweep = runs.Sweep;
        var (first, last) = (SplitOf(0), SplitOf(sweep.Replicates - 1));
        return first != last && Cells.Any(cell => sweep.Experiment.RandomPurposesOf(sweep.Cells[cell].Settings).Contains(Purpose.Split))
            ? "over random splits of this data set"
            : "over replicates";

        uint SplitOf(long replicate) => sweep.Spec.Replicates.IndicesOf(sweep.Spec.Seed, replicate).Split;
    }

    /// <summary>A cell by name.</summary>
    protected static string Name(SweepRuns runs, int cell) =>
        CellLabel.Short(runs.Sweep.Cells[cell]);

    /// <summary>A sentence with numbers as programs write them.</summary>
    protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A level in percent, with four digits.</summary>
    protected static string Percent(double level) => Text($"{100 * level:G4} %");

    /// <summary>The rate of exceptions that n trials without one still allow, as evidence says it; nothing where trials are not independent.</summary>
    /// <remarks>The upper limit alone, 1 − (1 − level)^(1/n): <see cref="Proportion.ClopperPearson"/>.</remarks>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="n">How many trials there were, at least 1.</param>
    /// <param name="level">The level of the limit, in (0.5, 1).</param>
    protected static string PossibleRate(SweepRuns runs, int n, double level) => runs.Design is null
        ? Text($", exceptions at most {100 * Proportion.ClopperPearson(0, n, (2 * level) - 1).Upper:G3} % (Clopper-Pearson)")
        : "";

    /// <summary>Holds where an interval lies inside the bounds, fails where it lies outside.</summary>
    protected static ClaimAnswer AnswerWithin(Interval interval, double atLeast, double atMost) =>
        interval.Lower >= atLeast && interval.Upper <= atMost ? ClaimAnswer.Holds
        : interval.Upper < atLeast || interval.Lower > atMost ? ClaimAnswer.Fails
        : ClaimAnswer.Undecided;
}
