namespace Symmetry.Analysis.Runs;

/// <summary>The tally of a proportion as long as every run was asked the same number of questions. Not thread-safe.</summary>
internal sealed class CommonTally
{
    private bool isMixed;

    /// <summary>The tally; null before the first run, and where runs have different totals or no counts.</summary>
    public Tally? Tally { get; private set; }

    /// <summary>Adds the value of a completed run; null where it has none.</summary>
    public void Add(MetricValue? value) => Add(value?.Correct ?? 0, value?.Total ?? 0, 1);

    /// <summary>Adds runs that all have one count.</summary>
    /// <param name="correct">The count.</param>
    /// <param name="total">Out of how many; 0 for runs without counts.</param>
    /// <param name="runs">How many runs.</param>
    public void Add(int correct, int total, long runs)
    {
        isMixed |= total == 0 || (Tally is not null && Tally.Total != total);
        if (isMixed)
        {
            Tally = null;
            return;
        }

        (Tally ??= new Tally(total)).Add(correct, runs);
    }
}
