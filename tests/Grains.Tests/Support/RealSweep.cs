using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Grains.Tests.Support;

/// <summary>Short sweeps of real networks, and their fingerprint as the engine alone computes it.</summary>
internal static class RealSweep
{
    public static Sweep Of(string name, int replicates, params (string Setting, string Value)[] settings) => new(new SweepSpec
    {
        Name = name,
        Replicates = ReplicateDesign.Independent(replicates),
        Fixed = [.. settings.Select(setting => Value(setting.Setting, setting.Value))],
    });

    public static SettingValue Value(string setting, string value) => ExperimentRegister.Default.Setting(setting).Parse(value);

    public static Axis Axis(string setting, params string[] values) => Engine.Sweeps.Axis.Parse(ExperimentRegister.Default.Setting(setting), values);

    public static string FingerprintOf(Sweep sweep, FeatureStore? features = null)
    {
        features ??= new FeatureStore();
        return Small.FingerprintOf(sweep, spec => spec.Run(new(features)));
    }
}
