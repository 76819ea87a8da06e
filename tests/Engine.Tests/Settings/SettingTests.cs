using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Tests.Experiments;

namespace Symmetry.Engine.Tests.Settings;

public sealed class SettingTests
{
    public static TheoryData<string, string, string> ValuesOfEverySetting()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var experiment in ExperimentRegister.All)
        {
            foreach (var setting in experiment.Settings)
            {
                foreach (var text in SettingSamples.For(setting))
                {
                    data.Add(experiment.Name, setting.Name, text);
                }
            }
        }

        return data;
    }

    [Theory]
    [InlineData("mlp", "features bias training mu optimizer learningRate momentum batch epochs hidden activation initialisation split "
        + "testFraction trainFraction shiftFill loss weightDecay symmetry group invariant binarised biasScale measure data enlarged targetAccuracy patience "
        + "validationFraction restore")]
    [InlineData("points", "shape bias hidden activation initialisation loss weightDecay")]
    [InlineData("noop", "label milliseconds")]
    public void Names_are_a_contract(string experiment, string names) =>
        Assert.Equal(names, string.Join(' ', ExperimentRegister.Find(experiment)!.Settings));

    [Theory]
    [InlineData("mlp", "identity true original 0.5 sgd 0.01 0.9 32 40 [10,5] tanh glorot before 0.2 1 background cross-entropy 0 "
        + "features inversion quadratic false 0 accuracy digits true 0 0 0 last")]
    [InlineData("points", "circles true [6] tanh glorot cross-entropy 0.001")]
    [InlineData("noop", "0 0")]
    public void Defaults_are_a_contract(string name, string texts)
    {
        var experiment = ExperimentRegister.Find(name)!;
        Assert.Equal(texts, string.Join(' ', experiment.Settings.Select(setting => setting.Format(experiment.Defaults))));
    }

    [Fact]
    public void Names_are_unique_within_an_experiment() =>
        Assert.All(ExperimentRegister.All, experiment => Assert.Distinct(experiment.Settings.Select(setting => setting.Name)));

    [Theory]
    [MemberData(nameof(ValuesOfEverySetting))]
    public void Canonical_text_parses_to_a_value_and_back(string name, string settingName, string text)
    {
        var experiment = ExperimentRegister.Find(name)!;
        var setting = experiment.Setting(settingName);

        var value = setting.Parse(text);
        var settings = setting.With(experiment.Defaults, value);

        Assert.Equal(text, value.Text);
        Assert.Same(setting, value.Setting);
        Assert.Equal(text, setting.Format(settings));
        Assert.Equal(value, setting.ValueIn(settings));
        Assert.Equal(value.GetHashCode(), setting.ValueIn(settings).GetHashCode());
        Assert.Equal(text == setting.Format(experiment.Defaults), settings == experiment.Defaults);
        Assert.All(
            experiment.Settings.Where(candidate => candidate != setting),
            candidate => Assert.Equal(candidate.Format(experiment.Defaults), candidate.Format(settings)));
    }

    [Theory]
    [InlineData("features", "relative-sign")]
    [InlineData("hidden", "[64,64]")]
    [InlineData("learningRate", "1E-05")]
    [InlineData("mu", "0.3")]
    [InlineData("mu", "0.30000000000000004")]
    [InlineData("batch", "1000000")]
    [InlineData("activation", "leaky-relu")]
    [InlineData("activation", "hard-tanh")]
    [InlineData("group", "translations-dihedral")]
    [InlineData("initialisation", "lecun")]
    public void Spelling_of_canonical_texts_is_a_contract(string name, string text) =>
        Assert.Equal(text, ExperimentRegister.Default.Setting(name).Parse(text).Text);

    [Theory]
    [InlineData("batch", "0")]
    [InlineData("epochs", "-1")]
    [InlineData("learningRate", "abc")]
    [InlineData("learningRate", "NaN")]
    [InlineData("learningRate", "0")]
    [InlineData("learningRate", "1e-60")]
    [InlineData("momentum", "1")]
    [InlineData("mu", "0")]
    [InlineData("testFraction", "1")]
    [InlineData("hidden", "[0]")]
    [InlineData("hidden", "10")]
    [InlineData("hidden", "[10,]")]
    [InlineData("hidden", "[4097]")]
    [InlineData("hidden", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]")]
    [InlineData("features", "Identity")]
    [InlineData("features", "own")]
    [InlineData("symmetry", "Share")]
    [InlineData("data", "10x8x8x10-abc")]
    [InlineData("bias", "yes")]
    [InlineData("weightDecay", "-0.1")]
    [InlineData("weightDecay", "Infinity")]
    [InlineData("targetAccuracy", "1")]
    [InlineData("patience", "-1")]
    [InlineData("validationFraction", "1")]
    [InlineData("restore", "first")]
    public void Invalid_text_is_refused_and_the_message_says_what_is_valid(string name, string text)
    {
        var setting = ExperimentRegister.Default.Setting(name);

        Assert.False(setting.TryParse(text, out _));
        Assert.Equal($"{name}: expected {setting.Expected}, got '{text}'.", Assert.Throws<FormatException>(() => setting.Parse(text)).Message);
    }

    [Fact]
    public void Other_spellings_of_a_value_are_brought_to_its_canonical_text()
    {
        var (rate, hidden) = (ExperimentRegister.Default.Setting("learningRate"), ExperimentRegister.Default.Setting("hidden"));

        Assert.Equal("0.01", rate.Parse("1e-2").Text);
        Assert.Equal(rate.Parse("0.01"), rate.Parse("1e-2"));
        Assert.Equal("0", ExperimentRegister.Default.Setting("weightDecay").Parse("-0").Text);
        Assert.Equal(MlpSettings.Default, hidden.With(MlpSettings.Default with { Hidden = new() }, hidden.Parse(" [ 10 , 5 ] ")));
    }

    [Fact]
    public void Value_of_another_setting_is_not_equal_and_cannot_be_assigned()
    {
        var (bias, enlarged) = (ExperimentRegister.Default.Setting("bias"), ExperimentRegister.Default.Setting("enlarged"));

        Assert.NotEqual(bias.Parse("true"), enlarged.Parse("true"));
        Assert.Throws<ArgumentException>(() => bias.With(MlpSettings.Default, enlarged.Parse("true")));
    }

    [Fact]
    public void Unknown_setting_is_refused_with_the_valid_names()
    {
        var noop = ExperimentRegister.Find("noop")!;

        Assert.False(noop.TryFindSetting("bias", out _));
        Assert.StartsWith("Unknown setting 'bias'. Valid settings: label, milliseconds.",
            Assert.Throws<ArgumentException>(() => noop.Setting("bias")).Message, StringComparison.Ordinal);
    }
}
