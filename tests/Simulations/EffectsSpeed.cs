using System.Diagnostics;
using System.Globalization;
using Symmetry.Analysis.Json;
using Symmetry.Analysis.Questions.Effects;
using Symmetry.Analysis.Questions.Tuning;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Simulations;

/// <summary>Effects and tuned comparisons of large sweeps, from the runs to the text.</summary>
internal static class EffectsSpeed
{
    private static readonly string[] Settings = ["momentum", "learningRate", "weightDecay", "trainFraction"];

    public static void Run()
    {
        Table.Head("what", "s", "peak MB of the process so far");
        (int[] Values, int Replicates)[] grids = [([10, 10, 10], 20), ([4, 5, 50], 20), ([10, 10, 10, 10], 10), ([2, 50, 100], 10)];
        foreach (var (values, replicates) in grids)
        {
            var runs = Make(values, replicates);
            var what = string.Create(CultureInfo.InvariantCulture, $"{string.Join(" x ", values)} cells x {replicates} replicates");
            Measure($"effects, {what}", () => EffectsJson.Text(GridEffects.Analyse(runs, KnownMetrics.Accuracy)!));
            var choice = TuningChoice.Parse(runs.Sweep, Settings[0], null, KnownMetrics.TrainLoss.Name);
            Measure($"tuned against tuned, {what}", () => TunedJson.Text(TunedComparison.Compare(runs, choice, KnownMetrics.Accuracy)));
        }
    }

    private static SweepRuns Make(int[] values, int replicates)
    {
        var experiment = ExperimentRegister.Default;
        var sweep = new Sweep(new SweepSpec
        {
            Name = "large",
            Replicates = ReplicateDesign.Independent(replicates),
            Axes = [.. values.Select((count, i) => Axis.Parse(
                experiment.Setting(Settings[i]), Enumerable.Range(1, count).Select(v => (v / 128.0).ToString("R", CultureInfo.InvariantCulture))))],
        });
        var dice = new Dice(11, 0, 0);
        return new SweepRuns(sweep, [.. sweep.Cells.Select(cell => new CellRuns(cell, Enumerable.Range(0, replicates).Select(k =>
            new RunRow(k, Classification.Completed(1400 + (cell.Number % 10) + dice.Below(60), 0, 1800, dice.Uniform())))))]);
    }

    private static void Measure(string what, Func<string> action)
    {
        var watch = Stopwatch.StartNew();
        _ = action();
        var seconds = watch.Elapsed.TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Table.Row(what, Table.Number(seconds, "F1"), Table.Number(process.PeakWorkingSet64 / 1048576.0, "F0"));
    }
}
