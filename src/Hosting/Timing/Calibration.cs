using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Hosting.Timing;

/// <summary>Estimates trial durations: trains some kinds of cells for a second, with few epochs, and scales the others by their cost.</summary>
/// <remarks>
/// Cells that differ only in settings that do not affect the duration, such as the learning rate, are one kind. The fastest run of a
/// kind counts, because early runs execute code that is not optimised yet and other programs may use the machine. Runs use successive
/// replicates, so tables that every replicate recomputes cost as much as in the sweep.
/// </remarks>
public sealed class Calibration
{
    private const double WarmUpSeconds = 0.3;
    private const double SecondsPerMeasurement = 0.1;
    private const double MaxSeconds = 1;
    private const int MaxRuns = 5;

    private readonly Sweep sweep;
    private readonly TimeProvider clock;
    private readonly CancellationToken stop;
    private readonly ITrainedInEpochs? epochs;
    private readonly TrialResources resources;
    private readonly long begin;

    private Calibration(Sweep sweep, TrialResources resources, TimeProvider clock, CancellationToken stop)
    {
        this.resources = resources;
        this.sweep = sweep;
        epochs = sweep.Experiment as ITrainedInEpochs;
        this.clock = clock;
        this.stop = stop;
        begin = clock.GetTimestamp();
    }

    private double Elapsed => clock.GetElapsedTime(begin).TotalSeconds;

    /// <summary>Measures for about a second. Kinds of cells not reached by then are scaled from a measured kind of similar cost.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="resources">Its images, and what runs its programs.</param>
    /// <param name="clock">Measures the time.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was signalled.</exception>
    public static CalibratedTimes Measure(Sweep sweep, TrialResources resources, TimeProvider clock, CancellationToken stop) =>
        new Calibration(sweep, resources, clock, stop).Measure();

    private CalibratedTimes Measure()
    {
        var kinds = sweep.Cells.GroupBy(cell => KindOf(cell)).Select(kind => kind.First()).ToArray();
        WarmUp(kinds.MinBy(cell => CostOf(cell))!);
        var measured = new Dictionary<string, double>();
        foreach (var cell in InMeasuringOrder(kinds))
        {
            if (measured.Count > 0 && Elapsed > MaxSeconds)
            {
                break;
            }

            measured.Add(KindOf(cell), SecondsOf(cell));
        }

        var references = kinds.Where(cell => measured.ContainsKey(KindOf(cell))).ToArray();
        return new CalibratedTimes(
            [.. sweep.Cells.Select(cell => measured.TryGetValue(KindOf(cell), out var seconds) ? seconds : Scaled(cell, references, measured))],
            measured.Count,
            kinds.Length,
            Elapsed);
    }

    // The cheapest kind of each code path first, then the most expensive of the rest, so that an unmeasured kind has a neighbour.
    private IEnumerable<Cell> InMeasuringOrder(Cell[] kinds)
    {
        var first = kinds.GroupBy(cell => CodePathOf(cell)).Select(path => path.MinBy(cell => CostOf(cell))!).ToArray();
        return first.Concat(kinds.Except(first).OrderByDescending(cell => CostOf(cell)));
    }

    // Trains the cheapest kind until the runtime has compiled optimised code.
    private void WarmUp(Cell cell)
    {
        var settings = epochs is null ? cell.Settings : epochs.WithEpochs(cell.Settings, Math.Min(epochs.EpochsOf(cell.Settings), 3));
        for (var run = 0; run == 0 || Elapsed < WarmUpSeconds; run++)
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
        var affordable = (int)Math.Clamp(SecondsPerMeasurement / (2 * less), 2, all);
        var more = Fastest(cell, epochs.WithEpochs(cell.Settings, affordable));
        return affordable == all ? more : less + (Math.Max(more - less, 0) / (affordable - 1) * (all - 1));
    }

    private double Fastest(Cell cell, TrialSettings settings)
    {
        var seconds = double.PositiveInfinity;
        var spent = 0.0;
        for (var run = 0; run == 0 || (run < MaxRuns && spent < SecondsPerMeasurement); run++)
        {
            var duration = Run(cell, settings, run);
            spent += duration;
            seconds = Math.Min(seconds, duration);
        }

        return seconds;
    }

    private double Run(Cell cell, TrialSettings settings, int replicate)
    {
        var start = clock.GetTimestamp();
        (sweep.SpecOf(sweep.TrialOf(cell.Number, replicate % sweep.Replicates)) with { Settings = settings }).Run(resources, stop);
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
