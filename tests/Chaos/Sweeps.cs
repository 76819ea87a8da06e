using System.Globalization;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;

namespace Symmetry.Chaos;

/// <summary>The sweeps that are run, and their expected fingerprint.</summary>
internal static class Sweeps
{
    /// <summary>Trainings of a few milliseconds. The name does not affect the results.</summary>
    public static Sweep Trained(string name, int replicates) => new(new SweepSpec
    {
        Name = name,
        Replicates = ReplicateDesign.Of(replicates),
        Axes = [Axis("bias", "false", "true")],
        Fixed = [Fixed("epochs", "1"), Fixed("hidden", "[2]")],
    });

    /// <summary>Trainings of the default network, in one cell: about 0.5 ms per epoch.</summary>
    public static Sweep DefaultNetwork(string name, int trials, int epochs) => new(new SweepSpec
    {
        Name = name,
        Replicates = ReplicateDesign.Of(trials),
        Fixed = [Fixed("epochs", string.Create(CultureInfo.InvariantCulture, $"{epochs}"))],
    });

    /// <summary>No-op trials.</summary>
    public static Sweep NoOp(string name, int trials) => new(new SweepSpec
    {
        Name = name,
        Replicates = ReplicateDesign.Of(trials / 4),
        Axes = [Axis("bias", "false", "true"), Axis("batch", "16", "32")],
        Fixed = [Fixed("work", "none")],
    });

    /// <summary>The fingerprint, computed directly in this process.</summary>
    public static string FingerprintOf(Sweep sweep)
    {
        var features = new FeatureStore();
        using var fingerprint = new Fingerprint(sweep);
        for (var trial = 0L; trial < sweep.Trials; trial++)
        {
            fingerprint.Add(sweep.CellOf(trial).Number, sweep.ReplicateOf(trial), Trial.Run(sweep.SpecOf(trial), features));
        }

        return fingerprint.Finish();
    }

    private static Axis Axis(string setting, params string[] values) => new(Find(setting), [.. values]);

    private static FixedSetting Fixed(string setting, string value) => new(Find(setting), value);

    private static Setting Find(string name) =>
        Setting.TryFind(name, out var setting) ? setting : throw new InvalidOperationException($"Unknown setting '{name}'.");
}
