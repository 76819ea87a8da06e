using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Tests.Experiments.Programs;

/// <summary>
/// Goal: a program's trials are declared by the specification alone. Method: sweeps of programs whose runs a test double answers.
/// </summary>
public sealed class ProgramExperimentTests
{
    private static readonly Metric Accuracy = DeclaredColumns.Metric("accuracy", MetricDirection.Larger);
    private static readonly Metric Hits = DeclaredColumns.Metric("hits", MetricDirection.Larger, MetricKind.Proportion);

    [Fact]
    public void Canonical_text_reads_back_to_the_same_sweep()
    {
        var sweep = Sweep(ReplicateDesign.Independent(3), files: [new ProgramFile("lib/train.py", [1, 2, 3])]);
        var read = Engine.Sweeps.Sweep.Parse(sweep.Canonical);
        Assert.Equal(sweep.Id, read.Id);
        Assert.Equal(sweep.Cells.Select(cell => cell.Settings), read.Cells.Select(cell => cell.Settings));
        var program = Assert.IsType<ProgramExperiment>(read.Experiment);
        Assert.Equal([1, 2, 3], program.Declaration.Files[0].Content);
        Assert.False(program.IsReproducible);
    }

    [Fact]
    public void Input_has_typed_settings_and_seeds_that_all_cells_share()
    {
        var sweep = Sweep(ReplicateDesign.Independent(2));
        var runner = new Answer("{\"accuracy\": 0.5, \"hits\": {\"correct\": 1, \"total\": 2}}");
        var inputs = Enumerable.Range(0, (int)sweep.Trials).Select(trial => runner.InputOf(sweep.SpecOf(trial))).ToList();

        Assert.Equal("""{"rate":0.1,"model":"svm","layers":[10,5],"shuffle":true}""", inputs[0]["settings"]!.ToJsonString());
        Assert.Equal(sweep.Id, (string?)inputs[0]["sweep"]);
        Assert.Equal([0L, 0, 0, 0, 1, 1, 1, 1], inputs.Select(input => (long)input["replicate"]!));
        Assert.Equal(Enumerable.Range(0, 8), inputs.Select(input => (int)input["trial"]!));

        // The replicates of a cell differ, and those of all cells are paired.
        Assert.Equal(2, inputs.Select(input => (ulong)input["seed"]!).Distinct().Count());
        Assert.All(inputs, input => Assert.Equal((ulong)inputs[(int)input["replicate"]! * 4]["seed"]!, (ulong)input["seed"]!));
        var seeds = inputs[0]["seeds"]!.AsObject();
        Assert.Equal(["split", "weights", "order"], seeds.Select(seed => seed.Key));
        Assert.Distinct(seeds.Select(seed => (ulong)seed.Value!));
    }

    [Fact]
    public void Crossed_factor_has_one_seed_per_level_whatever_else_is_crossed()
    {
        var both = Seeds(new ReplicateDesign { Named = [new("data", 2), new("init", 3)] });
        var alone = Seeds(new ReplicateDesign { Named = [new("data", 2)] });
        Assert.Equal(6, both.Count);
        Assert.Equal(2, both.Select(seeds => (ulong)seeds["data"]!).Distinct().Count());
        Assert.Equal(3, both.Select(seeds => (ulong)seeds["init"]!).Distinct().Count());
        Assert.Equal(6, both.Select(seeds => (ulong)seeds["split"]!).Distinct().Count());
        Assert.Equal((ulong)alone[1]["data"]!, (ulong)both[3]["data"]!);

        static List<JsonNode> Seeds(ReplicateDesign design)
        {
            var sweep = Sweep(design);
            var runner = new Answer("{}");
            return [.. Enumerable.Range(0, (int)sweep.Replicates).Select(k => runner.InputOf(sweep.SpecOf(sweep.TrialOf(0, k)))["seeds"]!)];
        }
    }

    [Theory]
    [InlineData("{\"accuracy\": 0.5, \"hits\": {\"correct\": 1, \"total\": 2}, \"more\": 1}", null)]
    [InlineData("{\"accuracy\": {\"correct\": 1, \"total\": 2}, \"hits\": {\"correct\": 1, \"total\": 2}}", null)]
    [InlineData("{\"accuracy\": 0.5}", "has no metric 'hits'")]
    [InlineData("{\"accuracy\": NaN, \"hits\": {\"correct\": 1, \"total\": 2}}", "not JSON")]
    [InlineData("{\"accuracy\": 1e999, \"hits\": {\"correct\": 1, \"total\": 2}}", "'accuracy' is 1e999; expected a finite number")]
    [InlineData("{\"accuracy\": \"high\", \"hits\": {\"correct\": 1, \"total\": 2}}", "'accuracy' is \"high\"; expected a finite number")]
    [InlineData("{\"accuracy\": 0.5, \"hits\": 0.5}", "'hits' is 0.5; expected {\"correct\"")]
    [InlineData("{\"accuracy\": 0.5, \"hits\": {\"correct\": 3, \"total\": 2}}", "'hits' is")]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("done", "not JSON: done")]
    public void Last_line_is_the_metrics_or_the_reason_of_a_failure(string line, string? reason)
    {
        var sweep = Sweep(ReplicateDesign.Independent(1));
        var result = sweep.SpecOf(0).Run(new(new FeatureStore(), new Answer(line)));
        Assert.Equal(reason is null ? TrialOutcome.Completed : TrialOutcome.Failed, result.Outcome);
        Assert.Contains(reason ?? "", result.Reason, StringComparison.Ordinal);
        if (reason is null)
        {
            Assert.Equal((0.5, 0), (result.Find("accuracy")!.Value.Value, result.Find("accuracy")!.Value.Total));
            Assert.Equal((1, 2), (result.Find("hits")!.Value.Correct, result.Find("hits")!.Value.Total));
            Assert.Equal(result, TrialResult.Decode(result.Encode()));
        }
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../train.py")]
    [InlineData("lib/../../train.py")]
    [InlineData("lib//train.py")]
    [InlineData("./train.py")]
    [InlineData("lib\\train.py")]
    [InlineData("c:train.py")]
    [InlineData("")]
    public void File_outside_of_the_folder_is_refused(string path)
    {
        Assert.Throws<FormatException>(() => new ProgramFile(path, []));
        var forged = JsonNode.Parse(Sweep(ReplicateDesign.Independent(1), files: [new ProgramFile("train.py", [])]).Canonical)!;
        forged["declaration"]!["files"]![0]!["path"] = path;
        Assert.Throws<SpecException>(() => Engine.Sweeps.Sweep.Parse(forged.ToJsonString()));
    }

    [Fact]
    public void File_with_another_content_than_its_hash_is_refused()
    {
        var forged = JsonNode.Parse(Sweep(ReplicateDesign.Independent(1), files: [new ProgramFile("train.py", [1])]).Canonical)!;
        forged["declaration"]!["files"]![0]!["base64"] = Convert.ToBase64String([2]);
        Assert.Contains("SHA-256", Assert.Throws<SpecException>(() => Engine.Sweeps.Sweep.Parse(forged.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_factors_are_for_declared_experiments_only()
    {
        var error = Assert.Throws<SpecException>(() => new Sweep(new SweepSpec { Name = "a", Replicates = new ReplicateDesign { Named = [new("data", 2)] } }));
        Assert.Equal("replicates", error.Part);
    }

    private static Sweep Sweep(ReplicateDesign design, ImmutableArray<ProgramFile> files = default)
    {
        var experiment = new ProgramExperiment(new ProgramDeclaration
        {
            Command = ["python3", "train.py"],
            Columns = new DeclaredColumns(
                [("rate", SettingKind.Number), ("model", SettingKind.Word), ("layers", SettingKind.List), ("shuffle", SettingKind.Boolean)], [Accuracy, Hits]),
            Files = files.IsDefault ? [] : files,
        });
        return new Sweep(new SweepSpec
        {
            Name = "program",
            Experiment = experiment,
            Replicates = design,
            Axes = [Axis.Parse(experiment.Setting("rate"), "0.1", "1"), Axis.Parse(experiment.Setting("model"), "svm", "tree")],
            Fixed = [experiment.Setting("layers").Parse("[10, 5]"), experiment.Setting("shuffle").Parse("true")],
        });
    }

    private sealed class Answer(string line) : IProgramRunner
    {
        private string input = "";

        public JsonNode InputOf(TrialSpec spec)
        {
            spec.Run(new(new FeatureStore(), this));
            return JsonNode.Parse(input)!;
        }

        public ProgramOutput Run(ProgramCall call, CancellationToken stop)
        {
            input = call.Input;
            return new ProgramOutput(line, null, 0);
        }
    }
}
