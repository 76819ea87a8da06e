using Symmetry.Engine.Experiments.Declared;

namespace Symmetry.Engine.Experiments;

/// <summary>What the engine needs of an experiment that it does not know. Checked once, when the experiment is registered.</summary>
internal static class CustomExperimentRules
{
    /// <exception cref="ArgumentException">The experiment cannot be used; the message is one sentence.</exception>
    public static void Check(IExperiment experiment)
    {
        if (experiment is IDeclaredExperiment)
        {
            throw Refuse(experiment, $"a plug-in cannot implement {nameof(IDeclaredExperiment)}; implement {nameof(IExperiment)}.");
        }

        // Values belong to one setting object, so a property that makes new ones would know none of its own values.
        var settings = experiment.Settings;
        if (!settings.SequenceEqual(experiment.Settings))
        {
            throw Refuse(experiment, "Settings makes new settings each time. Make them once: Settings { get; } = [...].");
        }

        foreach (var setting in settings)
        {
            CheckDefault(experiment, setting);
        }

        try
        {
            ColumnNames.Check(settings, experiment.MetricsOf(experiment.Defaults));
        }
        catch (FormatException e)
        {
            throw Refuse(experiment, e.Message, e);
        }
    }

    private static void CheckDefault(IExperiment experiment, Setting setting)
    {
        string text;
        try
        {
            text = setting.Format(experiment.Defaults);
        }
        catch (InvalidCastException e)
        {
            throw Refuse(experiment, $"Defaults are {experiment.Defaults.GetType()}, which the setting {setting} is not made for.", e);
        }

        if (!setting.TryParse(text, out var value) || value.Text != text)
        {
            throw Refuse(experiment, $"the default of {setting} is '{text}'; expected {setting.Expected}.");
        }
    }

    private static ArgumentException Refuse(IExperiment experiment, string sentence, Exception? inner = null) =>
        new($"The experiment {experiment.Name}: {sentence}", inner);
}
