using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Specs;

/// <summary>Goal: a program as the trial is one YAML file. Method: specifications beside files in a temporary folder, right and wrong.</summary>
public sealed class ProgramSpecTests : IDisposable
{
    private const string Good = """
        program: [python3, train.py]
        files: [train.py]
        metrics: {accuracy: {better: larger}, seconds: {better: smaller}, hits: {better: larger, kind: proportion}}
        replicates: 3
        timeout: 90s
        deterministic: true
        axes:
          rate: {from: 0.1, to: 1, count: 2}
          model: [svm, "3"]
          layers: [[10, 5], []]
        fixed: {shuffle: true, depth: 3}
        exclude: [{model: svm, layers: [[]]}]
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public ProgramSpecTests() => File.WriteAllText(Path.Combine(folder.FullName, "train.py"), "print('{}')\n");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Specification_declares_settings_of_any_name_and_carries_its_files()
    {
        var sweep = Read(Good);
        var program = Assert.IsType<ProgramExperiment>(sweep.Experiment);
        Assert.Equal(["accuracy", "seconds", "hits"], sweep.Metrics.Select(metric => metric.Name));
        Assert.Equal(MetricKind.Proportion, sweep.Metrics[2].Kind);
        Assert.Equal(
            [
                ("rate", SettingKind.Number), ("model", SettingKind.Word), ("layers", SettingKind.List), ("shuffle", SettingKind.Boolean),
                ("depth", SettingKind.Number),
            ],
            program.Settings.Select(setting => (setting.Name, setting.Kind)));
        Assert.Equal(6, sweep.Cells.Length);
        Assert.Equal(["0.1", "svm", "[10,5]"], sweep.Cells[0].Coordinates);
        Assert.Equal(TimeSpan.FromSeconds(90), program.Timeout);
        Assert.True(program.IsReproducible);
        Assert.Equal("print('{}')\n"u8.ToArray(), program.Declaration.Files[0].Content);

        // The content of the files is part of the sweep.
        File.AppendAllText(Path.Combine(folder.FullName, "train.py"), "# changed\n");
        Assert.NotEqual(sweep.Id, Read(Good).Id);
    }

    [Fact]
    public void Crossed_factors_have_any_names()
    {
        var sweep = Read(Good.Replace("replicates: 3", "replicates: {data: 2, init: 3}", StringComparison.Ordinal));
        Assert.Equal([("data", 2), ("init", 3)], sweep.Spec.Replicates.Named.Select(factor => (factor.Name, factor.Size)));
    }

    [Theory]
    [InlineData("files: [train.py]", "files: [../train.py]", "spec.yaml:2:8: files: expected a path inside of the folder")]
    [InlineData("files: [train.py]", "files: [/etc/passwd]", "spec.yaml:2:8: files: expected a path inside of the folder")]
    [InlineData("files: [train.py]", "files: [missing.py]", "spec.yaml:2:8: files: the file 'missing.py' does not exist.")]
    [InlineData("files: [train.py]\n", "", "spec.yaml:1:10: program: 'train.py' is a file beside the specification. Add it to the key 'files'")]
    [InlineData("program: [python3, train.py]", "program: []", "spec.yaml:1:10: program: expected a list of words")]
    [InlineData("program: [python3, train.py]\n", "", "The key 'files' needs the key 'program'")]
    [InlineData("accuracy: {better: larger}", "accuracy: {}", "the key 'better' is missing")]
    [InlineData("accuracy: {better: larger}", "accuracy: {better: bigger}", "metrics.accuracy.better: expected larger, smaller or none, got 'bigger'.")]
    [InlineData("accuracy: {better", "cell: {better", "The name 'cell' of a metric is reserved.")]
    [InlineData("accuracy: {better", "rate: {better", "The name 'rate' is given twice.")]
    [InlineData("timeout: 90s", "timeout: 90", "timeout: expected a duration from 1s to 7d, such as 60s, 10m or 2h, got '90'.")]
    [InlineData("timeout: 90s", "timeout: 30d", "timeout: expected a duration")]
    [InlineData("deterministic: true", "deterministic: yes", "deterministic: expected true or false, got 'yes'.")]
    [InlineData("replicates: 3", "replicates: {1data: 2}", "Invalid crossed factor '1data'.")]
    [InlineData("shuffle: true", "shuffle: ~", "shuffle: expected a number, true or false, a word or a list, got nothing.")]
    [InlineData("{model: svm", "{modl: svm", "Unknown setting 'modl'. Valid settings: rate, model, layers, shuffle, depth. Did you mean model?")]
    [InlineData("deterministic: true", "experiment: noop", "The key 'experiment' is for the built-in experiments")]
    public void Mistake_gets_one_sentence(string right, string wrong, string sentence)
    {
        var error = Assert.Throws<SpecFileException>(() => Read(Good.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Link_out_of_the_folder_is_refused()
    {
        var outside = Directory.CreateTempSubdirectory();
        try
        {
            var target = Path.Combine(outside.FullName, "secret.txt");
            File.WriteAllText(target, "secret");
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "linked.txt"), target);
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "lib"), outside.FullName);
            foreach (var path in (string[])["linked.txt", "lib/secret.txt"])
            {
                var text = Good.Replace("files: [train.py]", $"files: [train.py, {path}]", StringComparison.Ordinal);
                var error = Assert.Throws<SpecFileException>(() => Read(text));
                Assert.Contains($"'{path}' is a link to ", error.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    private Sweep Read(string text) => SpecReader.Read(text, Path.Combine(folder.FullName, "spec.yaml"), "spec");
}
