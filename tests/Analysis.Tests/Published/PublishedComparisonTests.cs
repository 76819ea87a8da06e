using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Analysis.Statistics;
using Symmetry.Analysis.Tests.Statistics;

namespace Symmetry.Analysis.Tests.Published;

/// <summary>Worked examples of the literature, read from their files.</summary>
public sealed class PublishedComparisonTests
{
    // Student, "The probable error of a mean", Biometrika 6 (1908): hours of sleep that ten patients gained by two drugs; R's data set sleep.
    // R: t.test(extra ~ group, paired = TRUE) gives t = -4.0621, df = 9, p = 0.002833, and 95 % in [-2.4598858, -0.7001142].
    [Fact]
    public void Student_s_sleep_data_give_his_paired_t()
    {
        var comparisons = Compare("student-1908-sleep.csv");
        var paired = Assert.Single(comparisons.All).Paired!;

        Assert.Equal(10, paired.Pairs);
        Near.Relative(1.58, paired.Difference.Value, 1e-12);
        Near.Relative(4.0621276833820366, paired.Difference.Value / (paired.DifferenceStandardDeviation / Math.Sqrt(10)));
        Near.Relative(0.0028328901973842702, paired.PairedTPValue!.Value);
        Near.Relative(0.7001142367230175, paired.Difference.Interval!.Value.Lower);
        Near.Relative(2.4598857632769824, paired.Difference.Interval!.Value.Upper);

        // Nine patients gained more by the second drug and one gained the same from both: 4 of the 1,024 flips are as far out.
        Assert.Equal(4.0 / 1024, comparisons.All[0].Difference!.Adjusted);
    }

    // R: t.test(extra ~ group) gives t = -1.8608, df = 17.776, p = 0.07939: the example on R's help page of sleep.
    [Fact]
    public void Student_s_sleep_data_show_nothing_unpaired()
    {
        var runs = PublishedResults.Read("student-1908-sleep.csv");
        var difference = Assert.Single(UnpairedComparisons.Compare(runs, [runs.Sweep.Cells[0]], runs.Metrics[0]).All);

        Near.Relative(1.8608134674868531, difference.Comparison!.Difference / difference.Comparison.StandardError);
        Near.Relative(17.776473516178498, difference.Comparison.Degrees);
        Near.Relative(0.079394140187358173, difference.P!.Value);
        Near.Relative(-0.20548323071171018, difference.Interval!.Value.Lower);
        Near.Relative(3.3654832307117104, difference.Interval!.Value.Upper);
    }

    // A. Agresti, "Categorical Data Analysis", 1990, p. 350: approval of a president in two surveys of the same 1,600 voters: 794 approve twice,
    // 150 the first time only, 86 the second time only, 570 never. R: binom.test(86, 236) gives p = 3.716e-05. The file has one row per answer.
    [Fact]
    public void Agresti_s_approval_ratings_give_McNemar_s_exact_p()
    {
        var comparisons = Compare("agresti-1990-approval.csv");
        var comparison = Assert.Single(comparisons.All);

        Assert.Equal(1600, comparison.Paired!.Pairs);
        Near.Relative((86 - 150) / 1600.0, comparison.Paired.Difference.Value);
        Near.Relative(3.71593613957143e-05, comparison.Difference!.Tested.P!.Value);
        Assert.Equal(McNemarTest.P(86, 150), comparison.Difference.Tested.P);
        Assert.Equal(comparison.Difference.Tested.P, comparison.Difference.Adjusted);
        Assert.True(comparison.Difference.Interval!.Value.Upper < 0);
        Assert.Equal("McNemar's exact test, which is that of all sign flips", comparisons.Family.Method);
    }

    // J. Demsar, "Statistical comparisons of classifiers over multiple data sets", JMLR 7 (2006), table 6: AUC of C4.5 and three tuned variants on
    // 14 data sets. His Friedman and Holm tests of ranks find that C4.5+m and C4.5+m+cf differ from C4.5 at 0.05, and that C4.5+cf does not.
    [Fact]
    public void Demsar_s_classifiers_differ_as_in_his_paper()
    {
        var comparisons = Compare("demsar-2006-auc.csv");

        // By enumeration of all 2^14 flips in R.
        Assert.Equal(236.0 / 16384, comparisons.All[0].Difference!.Adjusted);
        Assert.Equal(11416.0 / 16384, comparisons.All[1].Difference!.Adjusted);
        Assert.Equal(236.0 / 16384, comparisons.All[2].Difference!.Adjusted);
        Assert.Equal([true, false, true], comparisons.All.Select(comparison => comparison.Difference!.Adjusted <= 0.05));
    }

    private static CellComparisons Compare(string file)
    {
        var runs = PublishedResults.Read(file);
        return CellComparisons.Compare(runs, [runs.Sweep.Cells[0]], runs.Metrics[0]);
    }
}
