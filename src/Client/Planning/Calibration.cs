using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Analysis.Text;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;

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

    /// <summary>Measures for some six seconds; kinds of cells left over then are scaled from one of similar cost.</summary>
    public static TrialTimes Measure(Sweep sweep, IDataSets images, TimeProvider clock, CancellationToken stop) =>
        new Calibration(sweep, images, clock, stop).Measure();

    private TrialTimes Measure()
    {
        var kinds = sweep.Cells.GroupBy(cell => Kind(cell.Settings)).Select(kind => kind.First()).ToArray();
        WarmUp(kinds.MinBy(cell => TrialCost.Of(cell.Settings))!);
        var measured = new Dictionary<string, double>();
        foreach (var cell in Spread(kinds))
        {
            if (measured.Count > 0 && Elapsed > Patience)
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
                $"training {Numbers.Count(measured.Count)} of {Numbers.Count(kinds.Length, "kind")} of cells here for {Elapsed:0.0} s{(measured.Count < kinds.Length ? "; the others scaled by rows x epochs x parameters" : "")}"));
    }

    // One of each way first, the cheapest; then the dearest that are left: what remains unmeasured has a neighbour of its way.
    private static IEnumerable<Cell> Spread(Cell[] kinds)
    {
        var first = kinds.GroupBy(cell => Way(cell.Settings)).Select(way => way.MinBy(cell => TrialCost.Of(cell.Settings))!).ToArray();
        return first.Concat(kinds.Except(first).OrderByDescending(cell => TrialCost.Of(cell.Settings)));
    }

    // Trains the cheapest kind until the machine's code is the optimised one.
    private void WarmUp(Cell cell)
    {
        var settings = cell.Settings with { Epochs = Math.Min(cell.Settings.Epochs, 3) };
        for (var run = 0; run < 2 || Elapsed < LongEnough; run++)
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

        // Time is a fixed part, tables and evaluation, and one that grows with the epochs.
        var less = Fastest(cell, 1);
        var affordable = (int)Math.Clamp(PerRun / less, 2, epochs);
        var more = Fastest(cell, affordable);
        return affordable == epochs ? more : less + (Math.Max(more - less, 0) / (affordable - 1) * (epochs - 1));
    }

    private double Fastest(Cell cell, int epochs)
    {
        var settings = cell.Settings with { Epochs = epochs };
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
        var draws = sweep.Spec.Replicates.IndicesOf(sweep.Spec.Seed, replicate % sweep.Replicates);
        var start = clock.GetTimestamp();
        Trial.Run(new TrialSpec(settings, draws), features, stop);
        return Math.Max(clock.GetElapsedTime(start).TotalSeconds, 1e-6);
    }

    private static double Scaled(Cell cell, Cell[] references, Dictionary<string, double> measured)
    {
        var cost = TrialCost.Of(cell.Settings);
        var nearest = references
            .OrderBy(other => Way(other.Settings) == Way(cell.Settings) ? 0 : 1)
            .ThenBy(other => Math.Abs(Math.Log(TrialCost.Of(other.Settings) / cost)))
            .First();
        return measured[Kind(nearest.Settings)] * cost / TrialCost.Of(nearest.Settings);
    }

    // Cells of one way run the same code: some trains in the kernels, some in plain C#, some makes large tables first.
    private static string Way(TrialSettings settings) => Setting.Canonical(TrialSettings.Default with
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
