using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Experiments;

/// <summary>Canonical texts of valid values for every setting of every experiment.</summary>
internal static class SettingSamples
{
    /// <summary>All words of a setting, or a few values of another kind. Feature maps that tests register are left out.</summary>
    public static IReadOnlyList<string> For(Setting setting) => setting.Kind switch
    {
        SettingKind.Word when setting.Name == "features" => [.. FeatureMaps.BuiltIn.Select(map => map.Name)],
        SettingKind.Word => setting.Words,
        SettingKind.Text => ["digits"],
        SettingKind.Boolean => ["false", "true"],
        SettingKind.List => ["[]", "[1]", "[7]", "[4,3,2]", "[33,17]"],
        _ => setting.Name switch
        {
            "mu" => ["0.1", "1"],
            "batch" => ["1", "3", "200", "1000000"],
            "epochs" => ["0", "1"],
            "testFraction" => ["0.5", "0.9"],
            "trainFraction" => ["0.01", "0.2"],
            "momentum" => ["0", "0.99"],
            "weightDecay" => ["0.001", "0.01"],
            "patience" or "label" or "milliseconds" => ["1", "3"],
            _ => ["0.001", "0.1"],
        },
    };
}
