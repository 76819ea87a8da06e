using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>What the default interval, its flag and the hull do for n runs of a shape.</summary>
/// <param name="Repetitions">How many samples were drawn.</param>
/// <param name="Student">How many t intervals hold the true mean.</param>
/// <param name="Hull">How many hulls of t and Hall's interval do.</param>
/// <param name="Flagged">How many samples violate Cochran's rule.</param>
/// <param name="StudentFlagged">How many t intervals of these hold it.</param>
/// <param name="Collapsed">How many samples have a run far below the others, which tables report as collapsed.</param>
/// <param name="Width">The mean width of the hull divided by that of t.</param>
internal sealed record MeanTrial(int Repetitions, int Student, int Hull, int Flagged, int StudentFlagged, int Collapsed, double Width)
{
    /// <summary>The numbers of runs in all tables of means.</summary>
    public static readonly int[] Sizes = [5, 10, 20, 40, 100];

    /// <summary>Draws samples and counts.</summary>
    /// <param name="seed">Tells tables apart.</param>
    /// <param name="shape">What a run is drawn from.</param>
    /// <param name="part">Tells the shapes of a table apart, below a million.</param>
    /// <param name="n">How many runs a sample has.</param>
    /// <param name="repetitions">How many samples.</param>
    public static MeanTrial Run(long seed, Shape shape, int part, int n, int repetitions)
    {
        var (student, hull, flagged, studentFlagged, collapsed) = (0, 0, 0, 0, 0);
        var (width, widthOfStudent) = (0.0, 0.0);
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var tally = shape.Draw(new Dice(seed, (uint)repetition, (uint)((part * 1000) + n)), n);
            var t = StudentTIntervals.Mean(tally).Interval!.Value;
            var outer = SkewedMean.Mean(tally).Interval!.Value;
            var held = Coverage.Holds(t, shape.Mean);
            student += held;
            hull += Coverage.Holds(outer, shape.Mean);
            if (CochranRule.IsViolated(n, tally.Skewness))
            {
                flagged++;
                studentFlagged += held;
            }

            collapsed += FarOut.CountBelow(tally.ToProportions(), 1.0 / shape.Total) > 0 ? 1 : 0;
            width += outer.Width;
            widthOfStudent += t.Width;
        }

        return new MeanTrial(repetitions, student, hull, flagged, studentFlagged, collapsed, width / widthOfStudent);
    }

    /// <summary>Coverage of t and of the hull: "94.9 / 95.3".</summary>
    public string Coverages() => $"{Table.Percent(Student, Repetitions)} / {Table.Percent(Hull, Repetitions)}";

    /// <summary>Share flagged, coverage of t where flagged and where not, share with collapsed runs, width of the hull.</summary>
    public string[] Flags() =>
    [
        Table.Percent(Flagged, Repetitions),
        Table.Percent(StudentFlagged, Flagged),
        Table.Percent(Student - StudentFlagged, Repetitions - Flagged),
        Table.Percent(Collapsed, Repetitions),
        Table.Number(Width, "F2"),
    ];
}
