using System.Buffers;
using System.Text.Json;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;
using Symmetry.Grains;
using Symmetry.Web.Json;

namespace Symmetry.Web.Tests;

/// <summary>What the page reads about sweeps whose metrics and settings are their own.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Sweep_of_a_program_has_its_own_metrics_and_names()
    {
        var sweep = SpecReader.Read(
            "name: own\nreplicates: 2\nprogram: [own]\nmetrics: {note: {better: none}, loss: {better: smaller}, accuracy: {better: larger}}\n"
            + "axes: {training: [both], features: [1, 2]}\n", "own.yaml", "own");
        var snapshot = Write(sweep);

        Assert.False(snapshot.GetProperty("hasAccuracies").GetBoolean());
        Assert.Equal(["note", "loss", "accuracy", "seconds"], Names(snapshot, _ => true));
        Assert.Equal(["note", "loss", "accuracy"], Names(snapshot, metric => metric.GetProperty("shown").GetBoolean()));
        Assert.All(snapshot.GetProperty("metrics").EnumerateArray(), metric => Assert.NotEqual("", metric.GetProperty("summary").GetString()));
        var cells = snapshot.GetProperty("cells").EnumerateArray().ToList();
        Assert.Equal(["training both, features 1", "training both, features 2"], cells.Select(cell => cell.GetProperty("label").GetString()));
        Assert.All(cells, cell => Assert.Equal("{}", cell.GetProperty("tests").GetRawText()));
    }

    [Fact]
    public void Own_seconds_are_shown_and_are_there_once()
    {
        var sweep = SpecReader.Read(
            "name: own\nreplicates: 2\nprogram: [own]\nmetrics: {seconds: {better: smaller}}\naxes: {model: [a, b]}\n", "own.yaml", "own");

        Assert.Equal(["seconds"], Names(Write(sweep), metric => metric.GetProperty("shown").GetBoolean()));
        Assert.Equal(["seconds"], Names(Write(sweep), _ => true));
    }

    [Fact]
    public void Sweep_of_networks_has_the_names_of_its_cells_with_signs()
    {
        var sweep = SpecReader.Read("name: n\nreplicates: 2\naxes: {bias: [false], training: [original, both]}\n", "n.yaml", "n");
        var snapshot = Write(sweep);

        Assert.True(snapshot.GetProperty("hasAccuracies").GetBoolean());
        Assert.Equal(
            ["no bias, trained on X", "no bias, trained on X and \u2212X"],
            snapshot.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("label").GetString()));
    }

    private static IEnumerable<string?> Names(JsonElement snapshot, Func<JsonElement, bool> condition) =>
        snapshot.GetProperty("metrics").EnumerateArray().Where(condition).Select(metric => metric.GetProperty("name").GetString());

    private static JsonElement Write(Sweep sweep)
    {
        var (buffer, means) = (new ArrayBufferWriter<byte>(), new MeanIntervals(sweep));
        var tallies = sweep.Cells.Select(_ => new CellTally(CellTally.LeadOf(sweep))).ToList();
        tallies[0].Add(new TrialResult { Outcome = TrialOutcome.Completed, Values = [.. sweep.Metrics.Select(metric => MetricValue.Real(metric.Name, 1))] });
        using (var json = new Utf8JsonWriter(buffer))
        {
            SweepJson.WriteSnapshot(
                json, sweep, new SweepProgress(sweep.Id, sweep.Spec.Name, SweepStatus.Running, sweep.Trials, 1, 1, 0, 0, 0, 0, 0), [], tallies, [],
                (_, _, tally) => means.MeanOfCounts(tally), null);
        }

        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }
}
