using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Analysis.Text;
using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Planning;

/// <summary>How long a trial of each cell takes in one slot of this machine, and how that was found out.</summary>
/// <param name="Seconds">Seconds a trial, by number of the cell.</param>
/// <param name="Source">One sentence for the user.</param>
internal sealed record TrialTimes(ImmutableArray<double> Seconds, string Source);

/// <summary>Measures times by training a little: each kind of cell at least twice, longer ones with fewer epochs.</summary>
/// <remarks>
/// Cells that differ only in numbers which no training's time depends on (rates, for instance) are one kind. The faster of a kind's
/// runs counts: the first runs code that is not optimised yet, and others may use the machine. Runs take successive replicates,
/// so that tables which every replicate computes anew are paid as in the sweep.
/// </remarks>
internal sealed class Calibration
{
    private const double LongEnough = 0.7;
    private const double PerRun = 0.15;
    private const double Patience = 6;
    private const int MaxRuns = 5;

    private readonly Sweep sweep;
    private readonly TimeProvider clock;
    private readonly CancellationToken stop;
    private readonly ITrainedInEpochs? epochs;
    private readonly FeatureStore features;
    private readonly long begin;

    private Calibration(Sweep sweep, IDataSets images, TimeProvider clock, CancellationToken stop)
    {
        features = new FeatureStore(dataSets: images);
        this.sweep = sweep;
        epochs = sweep.Experiment as ITrainedInEpochs;
        this.clock = clock;
        this.stop = stop;
        begin = clock.GetTimestamp();
    }

    private double Elapsed => clock.GetElapsedTime(begin).TotalSeconds;

    /// <summary>Measures for some six seconds; kinds of cells left over then are scaled from one of similar cost.</summary>
    public static TrialTimes Measure(Sweep sweep, IDataSets images, TimeProvider clock, CancellationToken stop) =>
        new Calibration(sweep, images, clock, stop).Measure();

    private TrialTimes Measure()
    {
        var kinds = sweep.Cells.GroupBy(cell => KindOf(cell)).Select(kind => kind.First()).ToArray();
        WarmUp(kinds.MinBy(cell => CostOf(cell))!);
        var measured = new Dictionary<string, double>();
        foreach (var cell in Spread(kinds))
        {
            if (measured.Count > 0 && Elapsed > Patience)
            {
                break;
            }

            measured.Add(KindOf(cell), SecondsOf(cell));
        }

        var references = kinds.Where(cell => measured.ContainsKey(KindOf(cell))).ToArray();
        return new TrialTimes(
            [.. sweep.Cells.Select(cell => measured.TryGetValue(KindOf(cell), out var seconds) ? seconds : Scaled(cell, references, measured))],
            string.Create(
                CultureInfo.InvariantCulture,
                $"training {Numbers.Count(measured.Count)} of {Numbers.Count(kinds.Length, "kind")} of cells here for {Elapsed:0.0} s{(measured.Count < kinds.Length ? "; the others scaled by rows x epochs x parameters" : "")}"));
    }

    // One of each way first, the cheapest; then the dearest that are left: what remains unmeasured has a neighbour of its way.
    private IEnumerable<Cell> Spread(Cell[] kinds)
    {
        var first = kinds.GroupBy(cell => CodePathOf(cell)).Select(way => way.MinBy(cell => CostOf(cell))!).ToArray();
        return first.Concat(kinds.Except(first).OrderByDescending(cell => CostOf(cell)));
    }

    // Trains the cheapest kind until the machine's code is the optimised one.
    private void WarmUp(Cell cell)
    {
        var settings = epochs is null ? cell.Settings : epochs.WithEpochs(cell.Settings, Math.Min(epochs.EpochsOf(cell.Settings), 3));
        for (var run = 0; run < 2 || Elapsed < LongEnough; run++)
        {
            Run(cell, settings, run);
        }
    }

    private double SecondsOf(Cell cell)
    {
        var all = epochs?.EpochsOf(cell.Settings) ?? 0;
        if (epochs is null || all <= 2)
        {
            return Fastest(cell, cell.Settings);
        }

        // Time is a fixed part, tables and evaluation, and one that grows with the epochs.
        var less = Fastest(cell, epochs.WithEpochs(cell.Settings, 1));
        var affordable = (int)Math.Clamp(PerRun / less, 2, all);
        var more = Fastest(cell, epochs.WithEpochs(cell.Settings, affordable));
        return affordable == all ? more : less + (Math.Max(more - less, 0) / (affordable - 1) * (all - 1));
    }

    private double Fastest(Cell cell, TrialSettings settings)
    {
        var seconds = double.PositiveInfinity;
        var spent = 0.0;
        for (var run = 0; run < 2 || (run < MaxRuns && spent < PerRun); run++)
        {
            var last = Run(cell, settings, run);
            spent += last;
            seconds = Math.Min(seconds, last);
        }

        return seconds;
    }

    private double Run(Cell cell, TrialSettings settings, int replicate)
    {
        var indices = sweep.Spec.Replicates.IndicesOf(sweep.Spec.Seed, replicate % sweep.Replicates);
        var start = clock.GetTimestamp();
        new TrialSpec(sweep.Experiment, settings, indices).Run(features, stop);
        return Math.Max(clock.GetElapsedTime(start).TotalSeconds, 1e-6);
    }

    private double Scaled(Cell cell, Cell[] references, Dictionary<string, double> measured)
    {
        var cost = CostOf(cell);
        var nearest = references
            .OrderBy(other => CodePathOf(other) == CodePathOf(cell) ? 0 : 1)
            .ThenBy(other => Math.Abs(Math.Log(CostOf(other) / cost)))
            .First();
        return measured[KindOf(nearest)] * cost / CostOf(nearest);
    }

    private double CostOf(Cell cell) => sweep.Experiment.CostOf(cell.Settings);

    private string KindOf(Cell cell) => sweep.Experiment.Canonical(sweep.Experiment.CostKindOf(cell.Settings));

    private string CodePathOf(Cell cell) => sweep.Experiment.Canonical(sweep.Experiment.CodePathOf(cell.Settings));
}
