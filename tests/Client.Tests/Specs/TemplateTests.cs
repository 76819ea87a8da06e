using System.Text.Json;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Specs;

public sealed class TemplateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Session session = new();

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Template_is_a_valid_specification_with_every_setting()
    {
        var file = folder.File("mine.yaml");

        Assert.Equal(0, await session.RunAsync("init", file));
        var sweep = SpecFile.Read(file);
        Assert.Equal("mine", sweep.Spec.Name);
        Assert.Equal(4, sweep.Cells.Length);
        var text = await File.ReadAllTextAsync(file);
        Assert.All(ExperimentRegister.Default.Settings, setting => Assert.Contains($" {setting.Name}: ", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Existing_file_is_not_overwritten()
    {
        var file = folder.Write("mine.yaml", "old");

        Assert.Equal(2, await session.RunAsync("init", file));
        Assert.Equal("old", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Schema_has_every_setting_and_every_word()
    {
        Assert.Equal(0, await session.RunAsync("schema"));
        var root = JsonDocument.Parse(session.Out).RootElement;
        var properties = root.GetProperty("properties");
        var ofSettings = root.GetProperty("else").GetProperty("properties");
        var shared = ofSettings.GetProperty("fixed").GetProperty("properties");

        Setting[] settings = [.. ExperimentRegister.All.SelectMany(experiment => experiment.Settings).DistinctBy(setting => setting.Name)];

        Assert.Equal(settings.Select(setting => setting.Name), shared.EnumerateObject().Select(property => property.Name));
        Assert.All(
            settings.Where(setting => setting.Kind is SettingKind.Word),
            setting => Assert.Equal(setting.Words, shared.GetProperty(setting.Name).GetProperty("enum").EnumerateArray().Select(word => word.GetString())));
        Assert.Equal(
            [
                "name", "experiment", "seed", "replicates", "axes", "zip", "fixed", "only", "exclude", "sample", "keep", "claims", "data",
                "program", "metrics", "files", "timeout", "deterministic",
            ],
            properties.EnumerateObject().Select(property => property.Name));

        // A numeric axis is a list or a range; a word has no range.
        var axes = ofSettings.GetProperty("axes").GetProperty("properties");
        Assert.Equal(["array", "object"], axes.GetProperty("batch").GetProperty("oneOf").EnumerateArray().Select(form => form.GetProperty("type").GetString()));
        Assert.Equal("array", axes.GetProperty("features").GetProperty("type").GetString());
        Assert.Equal(2, properties.GetProperty("zip").GetProperty("items").GetProperty("minProperties").GetInt32());
    }
}
