using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;

namespace Symmetry.Engine.Tests.Experiments;

public sealed class TestOutcomesTests
{
    private static readonly FeatureStore Store = new();

    private static readonly MlpSettings Quick = MlpSettings.Default with { Epochs = 3, TrainFraction = 0.1, TestFraction = 0.05 };

    private static readonly StreamIndices Indices = StreamIndices.Replicate(3, 1);

    public static TheoryData<string, string> MethodsAndFeatures() => new()
    {
        { "features", "identity" }, { "features", "gradient" }, { "features", "permutation" },
        { "ignore", "identity" }, { "augment", "identity" }, { "average", "identity" }, { "share", "identity" }, { "canonical", "identity" },
        { "invariant", "identity" }, { "fresh", "identity" }, { "sample", "identity" },
    };

    [Theory]
    [MemberData(nameof(MethodsAndFeatures))]
    public void Bits_agree_with_the_counts_of_both_sides_and_keeping_them_changes_no_value(string method, string features)
    {
        var settings = Quick with
        {
            Symmetry = SymmetryMethodRegister.Get(method),
            Features = FeatureMaps.All.Single(map => map.Name == features),
            Group = method == "features" ? GroupKind.Inversion : GroupKind.Mirror,
            Bias = true,
        };
        var spec = MlpTrial.Spec(settings, Indices);
        var (plain, kept) = (spec.Run(new(Store)), (spec with { KeepsOutcomes = true }).Run(new(Store)));

        var outcomes = Assert.IsType<TestOutcomes>(kept.Outcomes);
        Assert.Equal(TrialOutcome.Completed, kept.Outcome);
        Assert.Equal(plain.Values, kept.Values);
        Assert.Null(plain.Outcomes);
        Assert.Equal(kept.Total(), outcomes.Count);
        Assert.Equal(kept.Correct(), Enumerable.Range(0, outcomes.Count).Count(outcomes.IsOriginalCorrect));
        Assert.Equal(kept.CorrectInverted(), Enumerable.Range(0, outcomes.Count).Count(outcomes.IsTransformedCorrect));
        Assert.Equal(outcomes.Count, spec.Experiment.TestedImagesOf(spec)!.Images.Length);
    }

    [Fact]
    public void Bits_are_those_of_the_reference_in_the_order_of_the_split()
    {
        var spec = MlpTrial.Spec(Quick, Indices) with { KeepsOutcomes = true };
        var outcomes = spec.Run(new(Store)).Outcomes!;
        var table = Store.Table(FeatureMaps.Identity, Quick.Preparation, Indices);
        var network = Quick.Symmetry.Prepare(spec, Store).Train(null, CancellationToken.None);
        var tested = spec.Experiment.TestedImagesOf(spec)!;

        Assert.Equal(Split.Draw(Quick.SplitPlan, 1797, 5, Indices).Test.ToArray(), tested.Images);
        Assert.Equal((DataSet.Digits, 5), (tested.Data, tested.Copies));
        var logits = new float[10];
        for (var i = 0; i < tested.Images.Length; i++)
        {
            foreach (var isInverted in (bool[])[false, true])
            {
                var row = table.RowOf(tested.Images[i], isInverted);
                Reference.Logits(network, table.Matrix.Row(row), logits);
                Assert.Equal(Reference.IsCorrect(logits, table.Labels[row]), isInverted ? outcomes.IsTransformedCorrect(i) : outcomes.IsOriginalCorrect(i));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1800)]
    public void Packed_bits_read_back(int count)
    {
        var stream = new RandomStream(1, Purpose.Resampling, 0, 0);
        var (original, transformed) = (new bool[count], new bool[count]);
        for (var i = 0; i < count; i++)
        {
            (original[i], transformed[i]) = (stream.Below(2) == 1, stream.Below(2) == 1);
        }

        var bytes = TestOutcomes.Pack(original, transformed).Encode();
        var read = TestOutcomes.Decode(bytes);

        Assert.Equal(4 + (2 * ((count + 7) / 8)), bytes.Length);
        Assert.Equal(original, Enumerable.Range(0, count).Select(read.IsOriginalCorrect));
        Assert.Equal(transformed, Enumerable.Range(0, count).Select(read.IsTransformedCorrect));
        Assert.Throws<ArgumentOutOfRangeException>(() => read.IsOriginalCorrect(count));
    }

    // printf '\x03\0\0\0\x05\x02' | sha256sum
    [Fact]
    public void Bytes_are_the_count_and_the_bits_of_each_side_and_the_hash_is_their_sha_256()
    {
        var outcomes = TestOutcomes.Pack([true, false, true], [false, true, false]);

        Assert.Equal("030000000502", Convert.ToHexString(outcomes.Encode()));
        Assert.Equal("8cc5dd1c95c4e4f14610060ba5ee70f5f6cb73680441f57f9b3e29957bb27be9", outcomes.Hash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000")]
    [InlineData("0300000005")]
    [InlineData("03000000050200")]
    [InlineData("FFFFFFFF0502")]
    [InlineData("FFFFFF7F0502")]
    public void Damaged_bytes_are_refused(string hex) => Assert.Throws<FormatException>(() => TestOutcomes.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void Result_names_the_hash_of_its_outcomes_and_reads_back_with_and_without_them()
    {
        var outcomes = TestOutcomes.Pack([true, false, true], [false, true, false]);
        var plain = Classification.Completed(2, 1, 3, 0.5);
        var kept = plain.WithOutcomes(outcomes);

        Assert.Equal("04" + outcomes.Hash + Convert.ToHexStringLower(plain.Encode()), Convert.ToHexStringLower(kept.Encode()));
        var (bare, whole) = (TrialResult.Decode(kept.Encode()), TrialResult.Decode(kept.Encode(), outcomes.Encode()));
        Assert.Null(bare.Outcomes);
        Assert.Equal((outcomes.Hash, plain.Values.Length), (bare.OutcomesHash, bare.Values.Length));
        Assert.Equal(outcomes.Encode(), whole.Outcomes!.Encode());
        Assert.Equal(kept, bare);
        Assert.NotEqual(plain, kept);
        Assert.NotEqual(kept, plain.WithOutcomes(TestOutcomes.Pack([true, true, false], [false, true, false])));
        Assert.Equal(kept.Encode(), whole.WithoutOutcomes().Encode());
        Assert.Null(whole.WithoutOutcomes().Outcomes);
    }

    [Fact]
    public void Outcomes_of_another_result_are_refused()
    {
        var kept = Classification.Completed(2, 1, 3, 0.5).WithOutcomes(TestOutcomes.Pack([true, false, true], [false, true, false]));
        var others = TestOutcomes.Pack([true, true, false], [false, true, false]).Encode();

        Assert.Throws<FormatException>(() => TrialResult.Decode(kept.Encode(), others));
        Assert.Throws<FormatException>(() => TrialResult.Decode(Classification.Completed(2, 1, 3, 0.5).Encode(), others));
        Assert.Throws<FormatException>(() => TrialResult.Decode(kept.Encode().AsSpan(0, 20)));
        Assert.Throws<FormatException>(() => TrialResult.Decode([4, .. new byte[32], .. kept.Encode()]));
    }
}
