using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class HolmAdjustmentTests
{
    // Rscript -e 'p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.03), "holm")'
    [Fact]
    public void Adjusted_p_are_those_of_R()
    {
        var adjusted = HolmAdjustment.Adjust([0.01, 0.04, 0.03, 0.005, 0.03]);
        Assert.All(adjusted.Zip([0.04, 0.09, 0.09, 0.025, 0.09]), pair => Near.Relative(pair.Second, pair.First!.Value, 1e-12));
    }

    [Fact]
    public void Questions_without_p_do_not_count() => Assert.Equal([null, 0.5, null, 0.02], HolmAdjustment.Adjust([null, 0.5, null, 0.01]));

    [Fact]
    public void No_adjusted_p_is_above_1() => Assert.Equal([1, 1], HolmAdjustment.Adjust([0.7, 0.9]));
}
