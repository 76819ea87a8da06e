using System.Diagnostics.CodeAnalysis;
using System.Text;
using Symmetry.Engine.Experiments.Declared;

namespace Symmetry.Engine.Experiments;

/// <summary>Names and canonical texts that every experiment has in the same form.</summary>
public static class ExperimentText
{
    /// <summary>Finds a setting by its exact name.</summary>
    public static bool TryFindSetting(this IExperiment experiment, string name, [NotNullWhen(true)] out Setting? setting)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        setting = experiment.Settings.FirstOrDefault(candidate => candidate.Name == name);
        return setting is not null;
    }

    /// <summary>The setting with this name.</summary>
    /// <exception cref="ArgumentException">The experiment has no such setting.</exception>
    public static Setting Setting(this IExperiment experiment, string name) => experiment.TryFindSetting(name, out var setting)
        ? setting
        : throw new ArgumentException($"Unknown setting '{name}'. Valid settings: {string.Join(", ", experiment.Settings)}.", nameof(name));

    /// <summary>The text that identifies settings: <c>;name=value</c> for each that differs from its default, in the order of the settings.</summary>
    /// <remarks>
    /// Defaults are left out, so that adding a setting renames no trial and changes no fingerprint. The default experiment is left
    /// out for the same reason; another one comes first, as <c>;experiment=NAME</c>.
    /// </remarks>
    public static string Canonical(this IExperiment experiment, TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var text = new StringBuilder();
        if (experiment != ExperimentRegister.Default)
        {
            text.Append(";experiment=").Append(experiment.Name);
        }

        if (experiment is IDeclaredExperiment declared)
        {
            text.Append(";declaration=").Append(declared.DeclarationHash);
        }

        foreach (var setting in experiment.Settings)
        {
            var value = setting.Format(settings);
            if (value != setting.Format(experiment.Defaults))
            {
                text.Append(';').Append(setting.Name).Append('=').Append(value);
            }
        }

        return text.ToString();
    }
}
