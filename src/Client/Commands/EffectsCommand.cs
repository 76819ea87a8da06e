using Symmetry.Analysis.Questions.Effects;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry effects</c>: which settings matter, on average over all others and together.</summary>
internal static class EffectsCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var input = SweepInput.One();
        var on = SharedOptions.Metric();
        var formats = new ReportOptions();
        var verb = new Verb(
            "effects",
            "Say which settings matter: the mean for each value of each axis over all other settings, differences between values with intervals that "
            + "hold together and adjusted p, and the shares of main effects and two-way interactions in the variance between cells, without the noise of "
            + "replicates. Uses the largest complete part of the grid that it finds, and says what it leaves out.",
            "symmetry effects learning-rates",
            "symmetry effects paper --on accuracy_inverted --format markdown",
            "symmetry effects activations --on train_loss --json")
        {
            on,
        };
        input.AddTo(verb);
        formats.AddTo(verb);
        verb.SetAction((parsed, stop) => input.ReadAsync(parsed, environment, async source =>
        {
            var runs = await StoredRuns.ReadAsync(source, stop);
            var metric = MetricSelector.FindOrDefault(runs.Sweep, parsed.GetValue(on));
            var effects = GridEffects.Analyse(runs, metric) ?? throw new UsageException(
                $"{source.Sweep.Id} has no axis with two values whose cells have two replicates of '{metric}' in common, and effects need one.");
            await environment.Out.WriteAsync(formats.Write(parsed, () => EffectsReport.Build(effects), () => EffectsJson.Text(effects)));
            return ExitCode.Done;
        }, stop));
        return verb;
    }
}
