namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A sentence about the cells of a sweep that its results answer.</summary>
/// <remarks>Claims are questions about a sweep and no part of it: changing them changes no trial and no fingerprint.</remarks>
/// <param name="Says">The sentence, in the words of its author.</param>
public abstract record Claim(string Says)
{
    /// <summary>The cells that the claim is about.</summary>
    public abstract ImmutableArray<int> Cells { get; }

    /// <summary>Answers the claim.</summary>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="level">The level of every interval, in (0, 1). Default 0.95.</param>
    public abstract ClaimVerdict Judge(SweepRuns runs, double level = Estimate.DefaultLevel);

    /// <summary>A cell by name.</summary>
    protected static string Name(SweepRuns runs, int cell) =>
        CellLabel.Short(runs.Sweep.Cells[cell]);

    /// <summary>A sentence with numbers as programs write them.</summary>
    protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Holds where an interval lies inside the bounds, fails where it lies outside.</summary>
    protected static ClaimAnswer AnswerWithin(Interval interval, double atLeast, double atMost) =>
        interval.Lower >= atLeast && interval.Upper <= atMost ? ClaimAnswer.Holds
        : interval.Upper < atLeast || interval.Lower > atMost ? ClaimAnswer.Fails
        : ClaimAnswer.Undecided;
}
