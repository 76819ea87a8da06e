using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Settings;

public sealed class SettingTests
{
    [Fact]
    public void The_names_are_the_contract() =>
        Assert.Equal(
            "features bias training mu optimizer learningRate momentum batch epochs hidden activation initialisation split "
            + "testFraction trainFraction shiftFill loss weightDecay symmetry group invariant binarised biasScale measure data enlarged",
            string.Join(' ', Setting.All));

    [Fact]
    public void The_default_protocol_reads_as_documented() =>
        Assert.Equal(
            "identity true original 0.5 sgd 0.01 0.9 32 40 [10,5] tanh glorot before 0.2 1 background cross-entropy 0 "
            + "features inversion quadratic false 0 accuracy digits true",
            string.Join(' ', Setting.All.Select(setting => setting.Format(TrialSettings.Default))));

    [Theory]
    [InlineData("features", "relative-sign")]
    [InlineData("features", "quadratic")]
    [InlineData("training", "sampled")]
    [InlineData("optimizer", "nesterov")]
    [InlineData("initialisation", "lecun")]
    [InlineData("loss", "squared-error")]
    [InlineData("hidden", "[]")]
    [InlineData("hidden", "[64,64]")]
    [InlineData("learningRate", "1E-05")]
    [InlineData("mu", "0.3")]
    [InlineData("symmetry", "canonical")]
    [InlineData("group", "translations-dihedral")]
    [InlineData("invariant", "bispectrum")]
    [InlineData("biasScale", "0.001")]
    [InlineData("measure", "minimum")]
    public void A_canonical_text_reads_back_as_itself(string name, string text)
    {
        Assert.True(Setting.TryFind(name, out var setting));
        Assert.True(setting.TryApply(text, TrialSettings.Default, out var changed));
        Assert.Equal(text, setting.Format(changed));
        Assert.NotEqual(TrialSettings.Default, changed);
    }

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
    [InlineData("features", "Identity")]
    [InlineData("bias", "yes")]
    [InlineData("weightDecay", "-0.1")]
    [InlineData("weightDecay", "Infinity")]
    public void A_text_that_is_not_allowed_is_refused(string name, string text)
    {
        Assert.True(Setting.TryFind(name, out var setting));
        Assert.False(setting.TryApply(text, TrialSettings.Default, out _));
    }

    [Fact]
    public void Another_spelling_of_a_value_is_brought_to_its_canonical_text()
    {
        Assert.True(Setting.TryFind("learningRate", out var rate));
        Assert.True(rate.TryApply("1e-2", TrialSettings.Default, out var changed));
        Assert.Equal("0.01", rate.Format(changed));
        Assert.True(Setting.TryFind("hidden", out var hidden));
        Assert.True(hidden.TryApply(" [ 10 , 5 ] ", TrialSettings.Default with { Hidden = new() }, out changed));
        Assert.Equal(TrialSettings.Default, changed);
    }
}
