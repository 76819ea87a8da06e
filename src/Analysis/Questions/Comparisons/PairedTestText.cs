namespace Symmetry.Analysis.Questions.Comparisons;

/// <summary>The tests of a paired difference in words.</summary>
public static class PairedTestText
{
    /// <summary>Which test decides, as half a sentence.</summary>
    public static readonly string Rule = string.Create(
        CultureInfo.InvariantCulture,
        $"sign-flip test with mid-p where {PairedComparison.MinDiffering} pairs or more differ, paired t test where fewer do");

    /// <summary>The name of a test in JSON.</summary>
    public static string Name(PairedTest test) => test switch
    {
        PairedTest.SignFlipMidP => "sign-flip, mid-p",
        PairedTest.PairedT => "paired t",
        _ => "sign-flip, exact",
    };
}
