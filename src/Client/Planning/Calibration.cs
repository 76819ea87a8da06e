using System.Globalization;
using Symmetry.Client.Results;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;

namespace Symmetry.Client.Planning;

/// <summary>Measures trial durations by training briefly: each kind of cell at least twice, long trainings with fewer epochs.</summary>
/// <remarks>
/// Cells that differ only in settings that do not affect the duration, such as the learning rate, are one kind. The fastest run of a
/// kind counts, because early runs execute code that is not optimised yet and other programs may use the machine. Runs use successive
/// replicates, so tables that every replicate recomputes cost as much as in the sweep.
/// </remarks>
internal sealed class Calibration
{
    private const double WarmUpSeconds = 0.7;
    private const double SecondsPerMeasurement = 0.15;
    private const double MaxSeconds = 6;
    private const int MaxRuns = 5;

    private readonly Sweep sweep;
    private readonly TimeProvider clock;
    private readonly CancellationToken stop;
    private readonly FeatureStore features;
    private readonly long begin;

    private Calibration(Sweep sweep, IDataSets images, TimeProvider clock, CancellationToken stop)
    {
        features = new FeatureStore(dataSets: images);
        this.sweep = sweep;
        this.clock = clock;
        this.stop = stop;
        begin = clock.GetTimestamp();
    }

    private double Elapsed => clock.GetElapsedTime(begin).TotalSeconds;

    /// <summary>Measures for about six seconds. Kinds of cells not reached by then are scaled from a measured kind of similar cost.</summary>
    public static TrialTimes Measure(Sweep sweep, IDataSets images, TimeProvider clock, CancellationToken stop) =>
        new Calibration(sweep, images, clock, stop).Measure();

    private TrialTimes Measure()
    {
        var kinds = sweep.Cells.GroupBy(cell => Kind(cell.Settings)).Select(kind => kind.First()).ToArray();
        WarmUp(kinds.MinBy(cell => TrialCost.Flops(cell.Settings))!);
        var measured = new Dictionary<string, double>();
        foreach (var cell in InMeasuringOrder(kinds))
        {
            if (measured.Count > 0 && Elapsed > MaxSeconds)
            {
                break;
            }

            measured.Add(Kind(cell.Settings), SecondsOf(cell));
        }

        var references = kinds.Where(cell => measured.ContainsKey(Kind(cell.Settings))).ToArray();
        return new TrialTimes(
            [.. sweep.Cells.Select(cell => measured.TryGetValue(Kind(cell.Settings), out var seconds) ? seconds : Scaled(cell, references, measured))],
            string.Create(
                CultureInfo.InvariantCulture,
                $"training {Numbers.Count(measured.Count)} of {Numbers.Count(kinds.Length, "kind")} of cells on this machine for {Elapsed:0.0} s{(measured.Count < kinds.Length ? "; the others are scaled by rows x epochs x parameters" : "")}"));
    }

    // The cheapest cell of each code path first, then the remaining ones from the most expensive down, so that every unmeasured kind has
    // a measured neighbour with the same code path.
    private static IEnumerable<Cell> InMeasuringOrder(Cell[] kinds)
    {
        var first = kinds.GroupBy(cell => CodePath(cell.Settings)).Select(path => path.MinBy(cell => TrialCost.Flops(cell.Settings))!).ToArray();
        return first.Concat(kinds.Except(first).OrderByDescending(cell => TrialCost.Flops(cell.Settings)));
    }

    // Trains the cheapest kind until the runtime has compiled optimised code.
    private void WarmUp(Cell cell)
    {
        var settings = cell.Settings with { Epochs = Math.Min(cell.Settings.Epochs, 3) };
        for (var run = 0; run < 2 || Elapsed < WarmUpSeconds; run++)
        {
            Run(cell, settings, run);
        }
    }

    private double SecondsOf(Cell cell)
    {
        var epochs = cell.Settings.Epochs;
        if (epochs <= 2)
        {
            return Fastest(cell, epochs);
        }

        // The duration has a fixed part (tables and evaluation) and a part proportional to the number of epochs.
        var oneEpoch = Fastest(cell, 1);
        var affordable = (int)Math.Clamp(SecondsPerMeasurement / oneEpoch, 2, epochs);
        var manyEpochs = Fastest(cell, affordable);
        return affordable == epochs ? manyEpochs : oneEpoch + (Math.Max(manyEpochs - oneEpoch, 0) / (affordable - 1) * (epochs - 1));
    }

    private double Fastest(Cell cell, int epochs)
    {
        var settings = cell.Settings with { Epochs = epochs };
        var seconds = double.PositiveInfinity;
        var spent = 0.0;
        for (var run = 0; run < 2 || (run < MaxRuns && spent < SecondsPerMeasurement); run++)
        {
            var duration = Run(cell, settings, run);
            spent += duration;
            seconds = Math.Min(seconds, duration);
        }

        return seconds;
    }

    private double Run(Cell cell, TrialSettings settings, int replicate)
    {
        var indices = sweep.Spec.Replicates.IndicesOf(sweep.Spec.Seed, replicate % sweep.Replicates);
        var start = clock.GetTimestamp();
        Trial.Run(new TrialSpec(settings, indices), features, stop);
        return Math.Max(clock.GetElapsedTime(start).TotalSeconds, 1e-6);
    }

    private static double Scaled(Cell cell, Cell[] references, Dictionary<string, double> measured)
    {
        var cost = TrialCost.Flops(cell.Settings);
        var nearest = references
            .OrderBy(reference => CodePath(reference.Settings) == CodePath(cell.Settings) ? 0 : 1)
            .ThenBy(reference => Math.Abs(Math.Log(TrialCost.Flops(reference.Settings) / cost)))
            .First();
        return measured[Kind(nearest.Settings)] * cost / TrialCost.Flops(nearest.Settings);
    }

    // Cells with the same code path run the same code: in the kernels, in plain C#, or with large tables built first.
    private static string CodePath(TrialSettings settings) => Setting.Canonical(TrialSettings.Default with
    {
        Features = settings.Features,
        Symmetry = settings.Symmetry,
        Group = settings.Group,
        Invariant = settings.Invariant,
        BiasScale = settings.BiasScale == 0 ? 0 : 1,
        Measure = settings.Measure,
        Points = settings.Points,
        Patience = settings.HasStoppingRule ? 1 : 0,
    });

    private static string Kind(TrialSettings settings) => Setting.Canonical(settings with
    {
        LearningRate = 1,
        BiasScale = settings.BiasScale == 0 ? 0 : 1,
        Momentum = settings.Momentum == 0 ? 0 : 0.5f,
        WeightDecay = settings.WeightDecay == 0 ? 0 : 1,
    });
}
