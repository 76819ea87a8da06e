using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Mlp.SymmetryMethods;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Tests.Experiments;

namespace Symmetry.Engine.Tests.Data;

public sealed class DataSetTests
{
    private static readonly MlpSettings Quick = MlpSettings.Default with { Epochs = 1, TrainFraction = 0.1 };

    private static readonly StreamIndices Indices = StreamIndices.Replicate(1, 0);

    [Fact]
    public void Embedded_digits_have_a_word_as_name_and_are_not_part_of_a_key()
    {
        Assert.Equal("digits", DataSet.Digits.ToString());
        Assert.True(DataSet.TryParse("digits", out var digits));
        Assert.Same(DataSet.Digits, digits);
        Assert.Equal((Digits.Images.Count, Digits.Images.Height, Digits.Images.Width, Digits.Images.Classes),
            (digits.Count, digits.Height, digits.Width, digits.Classes));
        Assert.Equal("numerics=1;seed=1;draws=0,0,0,0,0", MlpTrial.Spec(MlpSettings.Default, Indices).Canonical);
    }

    [Fact]
    public void Custom_images_are_identified_by_sizes_and_content()
    {
        var data = DataSet.FromImages(Digits.Images);

        Assert.StartsWith("1797x8x8x10-", data.ToString(), StringComparison.Ordinal);
        Assert.True(DataSet.TryParse(data.ToString(), out var read));
        Assert.Equal(data, read);
        Assert.Contains($";data={data}", MlpTrial.Spec(Quick with { Data = data }, Indices).Canonical, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_of_a_pixel_label_or_shape_gives_another_data_set()
    {
        float[] pixels = [0, .5f, -1, 1, 0, 0];
        DataSet[] different =
        [
            DataSet.FromImages(new ImageSet(1, 3, 2, pixels, [0, 1])), DataSet.FromImages(new ImageSet(3, 1, 2, pixels, [0, 1])),
            DataSet.FromImages(new ImageSet(1, 3, 3, pixels, [0, 1])), DataSet.FromImages(new ImageSet(1, 3, 2, pixels, [1, 0])),
            DataSet.FromImages(new ImageSet(1, 3, 2, [0, .5f, -1, 1, 0, float.BitIncrement(0)], [0, 1])),
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
    public void Text_that_is_not_a_data_set_is_not_parsed(string text) => Assert.False(DataSet.TryParse(text, out _));

    [Fact]
    public void Written_images_are_read_back_and_damaged_ones_are_refused()
    {
        var images = new ImageSet(2, 3, 4, [.. Enumerable.Range(0, 5 * 6).Select(i => i / 30f)], [0, 1, 2, 3, 0]);
        using var stream = new MemoryStream();
        ImageFormat.Write(images, stream);
        var bytes = stream.ToArray();

        Assert.Equal(DataSet.FromImages(images), DataSet.FromImages(ImageFormat.Read(new MemoryStream(bytes))));
        Assert.Throws<InvalidDataException>(() => ImageFormat.Read(new MemoryStream(bytes[..^1])));
        Assert.Throws<InvalidDataException>(() => ImageFormat.Read(new MemoryStream([.. "another 1234567890123456789012345678901234"u8])));
        bytes[18 + 16] = 9;
        var message = Assert.Throws<InvalidDataException>(() => ImageFormat.Read(new MemoryStream(bytes))).Message;
        Assert.Contains("Invalid label 9. Valid labels: 0 to 3.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("identity", "features")]
    [InlineData("permutation", "features")]
    [InlineData("identity", "canonical")]
    public void Digits_loaded_as_custom_images_give_the_bits_of_the_embedded_digits_under_another_key(string features, string symmetry)
    {
        var embedded = Quick with { Features = FeatureMaps.All.Single(map => map.Name == features), Symmetry = SymmetryMethodRegister.Get(symmetry) };
        var custom = embedded with { Data = DataSet.FromImages(Digits.Images) };
        var indices = StreamIndices.Replicate(3, 1);

        Assert.Equal(
            MlpTrial.Run(embedded, indices, new FeatureStore()),
            MlpTrial.Run(custom, indices, new FeatureStore(dataSets: new LoadedDataSets(Digits.Images))));
        Assert.NotEqual(MlpTrial.Spec(embedded, indices).Key, MlpTrial.Spec(custom, indices).Key);
        Assert.Throws<DataSetException>(() => MlpTrial.Run(custom, indices, new FeatureStore()));
    }

    [Theory]
    [InlineData(true, 40)]
    [InlineData(false, 8)]
    public void Images_of_any_size_can_be_trained_on_enlarged_or_not(bool isEnlarged, int tested)
    {
        var images = new ImageSet(3, 5, 3, [.. Enumerable.Range(0, 40 * 15).Select(i => ((i * 7919 % 201) / 100f) - 1)],
            [.. Enumerable.Range(0, 40).Select(i => (byte)(i % 3))]);
        var settings = MlpSettings.Default with { Data = DataSet.FromImages(images), Epochs = 2, Enlarged = isEnlarged };

        var result = MlpTrial.Run(settings, Indices, new FeatureStore(dataSets: new LoadedDataSets(images)));

        Assert.Equal((TrialOutcome.Completed, tested), (result.Outcome, result.Total()));
    }

    [Fact]
    public void Rotations_of_oblong_images_are_refused()
    {
        Assert.True(DataSet.TryParse($"40x3x5x3-{new string('0', 64)}", out var data));
        var settings = Quick with { Data = data, Symmetry = SymmetryMethodRegister.Get("augment"), Group = GroupKind.Rotations };

        Assert.Equal(
            new ValidationError("group", "group: rotations needs square images, got 3 x 5."),
            ExperimentRegister.Default.Validate(settings));
    }

    [Fact]
    public void More_features_than_fit_into_memory_are_refused()
    {
        Assert.True(DataSet.TryParse($"60000x28x28x10-{new string('0', 64)}", out var data));

        Assert.Null(ExperimentRegister.Default.Validate(Quick with { Data = data, Enlarged = false }));
        Assert.EndsWith(
            "Use fewer images, other features or enlarged: false.",
            ExperimentRegister.Default.Validate(Quick with { Data = data, Features = FeatureMaps.Quadratic })?.Message,
            StringComparison.Ordinal);
    }
}
