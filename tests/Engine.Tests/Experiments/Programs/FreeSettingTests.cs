using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Experiments.Programs;

/// <summary>Goal: the values of declared settings have one canonical text each. Method: spellings and what they become.</summary>
public sealed class FreeSettingTests
{
    [Theory]
    [InlineData(SettingKind.Number, "1e-3", "0.001")]
    [InlineData(SettingKind.Number, "1.0", "1")]
    [InlineData(SettingKind.Number, "007", "7")]
    [InlineData(SettingKind.Number, "-0.0", "0")]
    [InlineData(SettingKind.Number, "nan", null)]
    [InlineData(SettingKind.Number, "1e999", null)]
    [InlineData(SettingKind.Boolean, "true", "true")]
    [InlineData(SettingKind.Boolean, "True", null)]
    [InlineData(SettingKind.List, "[1, \"a\", [2]]", "[1,\"a\",[2]]")]
    [InlineData(SettingKind.List, "[1", null)]
    [InlineData(SettingKind.Word, "ResNet 18", "ResNet 18")]
    [InlineData(SettingKind.Word, "", null)]
    [InlineData(SettingKind.Word, "two\nlines", null)]
    public void Spelling_has_one_canonical_text(SettingKind kind, string written, string? canonical)
    {
        var setting = new DeclaredColumns([("s", kind)], [DeclaredColumns.Metric("m", MetricDirection.None)]).Settings[0];
        Assert.Equal(canonical, setting.TryParse(written, out var value) ? value.Text : null);
    }

    [Theory]
    [InlineData(SettingKind.Number, "1", "0.5")]
    [InlineData(SettingKind.Boolean, "true", "false")]
    [InlineData(SettingKind.List, "[1]", "[]")]
    [InlineData(SettingKind.Word, "1", "none")]
    [InlineData(SettingKind.Word, "true", "1")]
    public void Kind_is_that_of_all_values(SettingKind kind, string first, string second) => Assert.Equal(kind, FreeSetting.KindOf([first, second]));

    [Theory]
    [InlineData("cell")]
    [InlineData("a,b")]
    [InlineData("a=b")]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("m")]
    [InlineData("seconds")]
    [InlineData("correct_m")]
    public void Name_that_cannot_be_a_column_is_refused(string name) => Assert.Throws<FormatException>(
        () => new DeclaredColumns([(name, SettingKind.Word)], [DeclaredColumns.Metric("m", MetricDirection.None, MetricKind.Proportion)]));
}
