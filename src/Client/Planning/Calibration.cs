using System.Globalization;
using Symmetry.Client.Results;
using Symmetry.Engine.Data;
using Symmetry.Engine.Features;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;

namespace Symmetry.Client.Planning;

/// <summary>How fast this machine trains, and how that was found out.</summary>
internal sealed record Speed(double OperationsPerSecond, string Source);

/// <summary>Measures the speed by training a little.</summary>
internal static class Calibration
{
    private const int Epochs = 3;
    private const int MostRuns = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>Trains one cell of the sweep, the one of middle cost, for at most three epochs, again and again for a second or so.</summary>
    /// <remarks>The fastest run counts: the first ones run code that is not optimised yet, and others may have used the machine.</remarks>
    public static Speed Measure(Sweep sweep, IDataSets images, TimeProvider clock, CancellationToken stop)
    {
        var cell = sweep.Cells.OrderBy(cell => TrialCost.Of(cell.Settings)).ElementAt(sweep.Cells.Length / 2);
        var settings = cell.Settings with { Epochs = Math.Min(cell.Settings.Epochs, Epochs) };
        var spec = new TrialSpec(settings, sweep.SpecOf(cell.Number).Draws);
        var features = new FeatureStore(dataSets: images);
        var begin = clock.GetTimestamp();
        var seconds = double.PositiveInfinity;
        for (var run = 0; run < 2 || (run < MostRuns && clock.GetElapsedTime(begin) < Patience); run++)
        {
            var start = clock.GetTimestamp();
            Trial.Run(spec, features, stop);
            seconds = Math.Min(seconds, Math.Max(clock.GetElapsedTime(start).TotalSeconds, 1e-6));
        }

        var speed = TrialCost.Of(settings) / seconds;
        return new Speed(speed, string.Create(
            CultureInfo.InvariantCulture,
            $"training cell {cell.Number} for {Numbers.Count(settings.Epochs, "epoch")} here: {Numbers.Fixed(seconds * 1000, 1)} ms, {Numbers.Fixed(speed / 1e9, 2)} GFLOP/s; scaled by rows x epochs x parameters"));
    }
}
