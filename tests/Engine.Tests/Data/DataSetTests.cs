using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Data;

public sealed class DataSetTests
{
    private static readonly TrialSettings Quick = TrialSettings.Default with { Epochs = 1, TrainFraction = 0.1 };

    [Fact]
    public void The_digits_are_named_by_a_word_and_move_no_key()
    {
        Assert.Equal("digits", DataSet.Digits.ToString());
        Assert.True(DataSet.TryParse("digits", out var digits));
        Assert.Same(DataSet.Digits, digits);
        Assert.Equal((Digits.Images.Count, Digits.Images.Height, Digits.Images.Width, Digits.Images.Classes), (digits.Count, digits.Height, digits.Width, digits.Classes));
        Assert.Equal("numerics=1;seed=1;draws=0,0,0,0,0", new TrialSpec(TrialSettings.Default, StreamIndices.Replicate(1, 0)).Canonical);
    }

    [Fact]
    public void Own_images_are_named_by_their_sizes_and_content()
    {
        var data = DataSet.Of(Digits.Images);

        Assert.StartsWith("1797x8x8x10-", data.ToString(), StringComparison.Ordinal);
        Assert.True(DataSet.TryParse(data.ToString(), out var read));
        Assert.Equal(data, read);
        Assert.Contains($";data={data}", new TrialSpec(Quick with { Data = data }, StreamIndices.Replicate(1, 0)).Canonical, StringComparison.Ordinal);
    }

    [Fact]
    public void One_pixel_one_label_or_another_shape_is_another_data_set()
    {
        float[] pixels = [0, .5f, -1, 1, 0, 0];
        DataSet[] different =
        [
            DataSet.Of(new ImageSet(1, 3, 2, pixels, [0, 1])), DataSet.Of(new ImageSet(3, 1, 2, pixels, [0, 1])),
            DataSet.Of(new ImageSet(1, 3, 3, pixels, [0, 1])), DataSet.Of(new ImageSet(1, 3, 2, pixels, [1, 0])),
            DataSet.Of(new ImageSet(1, 3, 2, [0, .5f, -1, 1, 0, float.BitIncrement(0)], [0, 1])),
        ];

        Assert.Equal(different.Length, different.Select(data => data.Hash).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Digits")]
    [InlineData("10x8x8x10-abc")]
    [InlineData("1x8x8x10-0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("10x8x8x1-0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("10x08x8x10-0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("10x8x8x257-0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("99999999x9999x9999x10-0000000000000000000000000000000000000000000000000000000000000000")]
    public void Other_texts_name_no_images(string text) => Assert.False(DataSet.TryParse(text, out _));

    [Fact]
    public void What_is_written_is_read_and_what_is_cut_is_not()
    {
        var images = new ImageSet(2, 3, 4, [.. Enumerable.Range(0, 5 * 6).Select(i => i / 30f)], [0, 1, 2, 3, 0]);
        using var stream = new MemoryStream();
        ImageFormat.Write(images, stream);
        var bytes = stream.ToArray();

        Assert.Equal(DataSet.Of(images), DataSet.Of(ImageFormat.Read(new MemoryStream(bytes))));
        Assert.Throws<InvalidDataException>(() => ImageFormat.Read(new MemoryStream(bytes[..^1])));
        Assert.Throws<InvalidDataException>(() => ImageFormat.Read(new MemoryStream([.. "another 1234567890123456789012345678901234"u8])));
        bytes[18 + 16] = 9;
        Assert.Contains("allowed is 0 to 3", Assert.Throws<InvalidDataException>(() => ImageFormat.Read(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
    }

    // The digits as if they were one's own: another identity, the same bits.
    [Theory]
    [InlineData(FeatureMapKind.Identity, SymmetryWay.Features)]
    [InlineData(FeatureMapKind.Permutation, SymmetryWay.Features)]
    [InlineData(FeatureMapKind.Identity, SymmetryWay.Canonical)]
    public void The_same_images_give_the_same_bits_wherever_they_come_from(FeatureMapKind features, SymmetryWay way)
    {
        var settings = Quick with { Features = features, Symmetry = way };
        var own = settings with { Data = DataSet.Of(Digits.Images) };
        var draws = StreamIndices.Replicate(3, 1);

        Assert.Equal(
            Trial.Run(new TrialSpec(settings, draws), new FeatureStore()),
            Trial.Run(new TrialSpec(own, draws), new FeatureStore(dataSets: new LoadedDataSets(Digits.Images))));
        Assert.NotEqual(new TrialSpec(settings, draws).Key, new TrialSpec(own, draws).Key);
        Assert.Throws<DataSetException>(() => Trial.Run(new TrialSpec(own, draws), new FeatureStore()));
    }

    [Fact]
    public void Images_of_any_size_are_trained_on_enlarged_or_not()
    {
        var images = new ImageSet(3, 5, 3, [.. Enumerable.Range(0, 40 * 15).Select(i => ((i * 7919 % 201) / 100f) - 1)], [.. Enumerable.Range(0, 40).Select(i => (byte)(i % 3))]);
        var store = new FeatureStore(dataSets: new LoadedDataSets(images));
        var settings = TrialSettings.Default with { Data = DataSet.Of(images), Epochs = 2 };
        foreach (var (enlarged, tested) in ((bool, int)[])[(true, 40), (false, 8)])
        {
            var result = Trial.Run(new TrialSpec(settings with { Enlarged = enlarged }, StreamIndices.Replicate(1, 0)), store);
            Assert.Equal((TrialOutcome.Completed, tested), (result.Outcome, result.TotalOriginal));
        }
    }

    [Theory]
    [InlineData("rotations", "these are 3 x 5; allowed are square images")]
    public void Turns_need_square_images(string group, string sentence)
    {
        Assert.True(DataSet.TryParse($"40x3x5x3-{new string('0', 64)}", out var data));
        var settings = Quick with { Data = data, Symmetry = SymmetryWay.Augment };
        Assert.True(Setting.TryFind("group", out var setting) && setting.TryApply(group, settings, out settings!));

        Assert.Contains(sentence, SettingRules.Refusal(settings)?.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void More_features_than_memory_holds_are_refused_in_a_sentence()
    {
        Assert.True(DataSet.TryParse($"60000x28x28x10-{new string('0', 64)}", out var data));

        Assert.Null(SettingRules.Refusal(Quick with { Data = data, Enlarged = false }));
        Assert.Contains("with fewer images, other features or enlarged: false", SettingRules.Refusal(Quick with { Data = data, Features = FeatureMapKind.Quadratic })?.Sentence, StringComparison.Ordinal);
    }
}
