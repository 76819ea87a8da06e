using System.Text.Json;
using Symmetry.Analysis.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Web.Json;

/// <summary>Sweeps as the live page reads them.</summary>
internal static class SweepJson
{
    private const int MaxRuns = 120;

    /// <summary>One line of the list, with the names that <c>symmetry list --json</c> has.</summary>
    public static void WriteHead(Utf8JsonWriter json, SweepHead head, SweepProgress progress)
    {
        json.WriteStartObject();
        json.WriteString("sweep", head.Id);
        json.WriteString("name", head.Name);
        json.WriteString("status", progress.Status.Word());
        json.WriteNumber("trials", progress.Trials);
        json.WriteNumber("committed", progress.Committed);
        json.WriteNumber("failed", progress.Failed + progress.Diverged);
        json.WriteString("submitted", head.Submitted.UtcDateTime);
        json.WriteEndObject();
    }

    /// <summary>How far a sweep is, its metrics, and its first cells with their accuracies, if its trials have them.</summary>
    public static void WriteSnapshot(
        Utf8JsonWriter json,
        Sweep sweep,
        SweepProgress progress,
        IReadOnlyList<SiloShare> silos,
        IReadOnlyList<CellTally> cells,
        IReadOnlyList<CellExit> exits,
        Func<Cell, Metric, Tally?, Estimate> meanOf,
        double? trialsPerSecond)
    {
        json.WriteStartObject();
        json.WriteString("sweep", sweep.Id);
        json.WriteString("name", sweep.Spec.Name);
        json.WriteString("status", progress.Status.Word());
        json.WriteString("standing", progress.Standing ?? "");
        json.WriteNumber("trials", progress.Trials);
        json.WriteNumber("committed", progress.Committed);
        json.WriteNumber("completed", progress.Completed);
        json.WriteNumber("diverged", progress.Diverged);
        json.WriteNumber("failed", progress.Failed);
        json.WriteNumber("leased", progress.Leased);
        json.WriteNumber("verified", progress.Verified);
        json.WriteNumber("mismatched", progress.Mismatched);
        json.WriteNumber("lost", progress.Lost);
        json.WriteNumber("replicates", sweep.Replicates);
        JsonValues.Write(json, "trialsPerSecond", trialsPerSecond);
        JsonValues.Write(json, "secondsLeft", trialsPerSecond is > 0 and var pace ? (progress.Trials - progress.Committed) / pace : null);
        json.WriteStartArray("silos");
        foreach (var silo in silos)
        {
            json.WriteStartObject();
            json.WriteString("silo", silo.Silo);
            json.WriteNumber("held", silo.Held);
            json.WriteNumber("silentFor", silo.SilentFor);
            json.WriteBoolean("sick", silo.IsQuarantined);
            json.WriteNumber("slots", silo.Slots);
            JsonValues.Write(json, "leasedFor", silo.LeasedFor >= 0 ? silo.LeasedFor : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("hasLearningCurves", sweep.Experiment is ITrainedInEpochs);
        var hasAccuracies = Classification.HasTestSets(sweep.Metrics);
        json.WriteBoolean("hasAccuracies", hasAccuracies);
        var selectable = MetricSelector.Selectable(sweep);
        var shown = SweepTable.DefaultMetrics(selectable);
        json.WriteStartArray("metrics");
        foreach (var metric in selectable)
        {
            json.WriteStartObject();
            json.WriteString("name", metric.Name);
            json.WriteString("key", metric.Key);
            json.WriteString("kind", metric.Kind is MetricKind.Proportion ? "proportion" : "real");
            json.WriteString("direction", WordOf(metric.Better));
            json.WriteString("summary", MetricText.Axis(metric));
            json.WriteBoolean("shown", shown.Contains(metric));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("allCells", sweep.Cells.Length);
        json.WriteStartArray("cells");
        foreach (var (cell, tally) in sweep.Cells.Zip(cells))
        {
            json.WriteStartObject();
            (Metric Metric, Tally? Tally)[] accuracies = hasAccuracies
                ? [(KnownMetrics.Accuracy, tally.Original), (KnownMetrics.AccuracyInverted, tally.Inverted)] : [];
            TableJson.WriteCell(
                json, sweep, cell, tally.Ended, tally.Failed + tally.Diverged,
                accuracies.Select(accuracy => Summary(cell, accuracy.Metric, accuracy.Tally, tally.Diverged)));
            if (sweep.Spec.Replicates.Goal is BestGoal)
            {
                var exit = exits.FirstOrDefault(exit => exit.Cell == cell.Number);
                TableJson.WriteExit(json, exit?.After, exit?.By ?? 0, exit?.Evidence ?? 0);
            }

            json.WriteString("label", LabelOf(sweep, cell));
            json.WriteBoolean("invariant", cell.Settings is MlpSettings { IsInvariant: true });
            json.WriteStartObject("runs");
            foreach (var (metric, counts) in accuracies)
            {
                WriteRuns(json, metric.Key, counts);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        MetricSummary Summary(Cell cell, Metric metric, Tally? tally, long diverged) =>
            new(metric, tally, diverged, PaperTables.Find(cell.Settings, metric), () => meanOf(cell, metric, tally));
    }

    private static string LabelOf(Sweep sweep, Cell cell) => cell.Coordinates.IsEmpty ? "the only cell"
        : cell.Settings is MlpSettings ? CellLabel.Long(sweep, cell).Replace("-X", "\u2212X", StringComparison.Ordinal)
        : CellLabel.Long(sweep, cell);

    private static string WordOf(MetricDirection direction) => direction switch
    {
        MetricDirection.Larger => "larger",
        MetricDirection.Smaller => "smaller",
        _ => "none",
    };

    // Rates to three decimals are enough for a pixel; of many runs, evenly spaced ranks.
    private static void WriteRuns(Utf8JsonWriter json, string name, Tally? tally)
    {
        json.WriteStartArray(name);
        var every = Math.Max(1, (tally?.N ?? 0) / (double)MaxRuns);
        var (next, rank) = (every / 2, 0L);
        foreach (var (correct, count) in tally?.Entries ?? [])
        {
            for (rank += count; next < rank; next += every)
            {
                json.WriteNumberValue(Math.Round((double)correct / tally!.Total, 4));
            }
        }

        json.WriteEndArray();
    }
}
