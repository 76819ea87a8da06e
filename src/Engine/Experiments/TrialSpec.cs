using System.Security.Cryptography;
using System.Text;

namespace Symmetry.Engine.Experiments;

/// <summary>Everything that decides a trial's result.</summary>
/// <param name="Experiment">What the trial does.</param>
/// <param name="Settings">The cell's settings, of the experiment's own type.</param>
/// <param name="Indices">The random numbers that it uses.</param>
public sealed record TrialSpec(IExperiment Experiment, TrialSettings Settings, StreamIndices Indices)
{
    /// <summary>Whether the result keeps which test images were classified correctly. Default false.</summary>
    /// <remarks>It changes no value of the result. Only for experiments with <see cref="IExperiment.ReportsOutcomes"/>.</remarks>
    public bool KeepsOutcomes { get; init; }

    /// <summary>Where the trial comes from; null for built-in experiments, which do not depend on it, and outside of a sweep.</summary>
    public TrialOrigin? Origin { get; init; }

    /// <summary>
    /// The text that identifies the trial: numerics version, stream indices, the canonical text of experiment and settings, and what is kept.
    /// </summary>
    public string Canonical
    {
        get
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"numerics={NumericsVersion.Current}");
            text.Append(CultureInfo.InvariantCulture, $";seed={Indices.Seed};draws={Indices.Split},{Indices.Weights},{Indices.Order},");
            text.Append(CultureInfo.InvariantCulture, $"{Indices.Permutation},{Indices.Orbit}");
            text.Append(Experiment.Canonical(Settings));
            text.Append(KeepsOutcomes ? ";keep=outcomes" : "");
            return text.ToString();
        }
    }

    /// <summary>The trial's key: the first 32 hexadecimal digits of the SHA-256 of <see cref="Canonical"/>.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical)))[..32];

    /// <summary>Trials with equal keys can run together; null for a trial that runs alone.</summary>
    public object? JointKey => (Experiment as IRunsTogether)?.JointKeyOf(this) is { } key ? (Experiment, key) : null;

    /// <summary>Runs the trial: a pure function of this specification.</summary>
    /// <param name="resources">What the trials of a process share.</param>
    /// <param name="stop">Cancels the trial; nothing is kept.</param>
    /// <exception cref="OperationCanceledException">The trial was cancelled.</exception>
    public TrialResult Run(TrialResources resources, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(resources);
        return Checked(Experiment.Run(this, resources, stop));
    }

    /// <summary>Runs trials with equal <see cref="JointKey"/> together; each result has the bits that <see cref="Run"/> gives.</summary>
    /// <param name="trials">At least two trials.</param>
    /// <param name="resources">What the trials of a process share.</param>
    /// <returns>The results, in the order of the trials; null where a trial was cancelled, or has to run alone.</returns>
    public static IReadOnlyList<TrialResult?> RunTogether(IReadOnlyList<TrialCall> trials, TrialResources resources)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(resources);
        var results = ((IRunsTogether)trials[0].Spec.Experiment).RunTogether(trials, resources);
        return [.. trials.Zip(results, (trial, result) => result is null ? null : trial.Spec.Checked(result))];
    }

    // Tables and exports have the columns that the experiment declares; a custom one may report others.
    private TrialResult Checked(TrialResult? result)
    {
        if (result is { Outcome: not TrialOutcome.Completed })
        {
            return result;
        }

        var metrics = Experiment.MetricsOf(Settings);
        var values = result?.Values ?? [];
        return values.Length == metrics.Count
            && values.Zip(metrics, (value, metric) => value.Name == metric.Name && value.IsProportion == metric.Kind is MetricKind.Proportion)
                .All(isDeclared => isDeclared)
            ? result!
            : TrialResult.Failure(
                $"The experiment {Experiment.Name} reported [{Words(values.Select(value => (value.Name, value.IsProportion)))}], and declares "
                + $"[{Words(metrics.Select(metric => (metric.Name, metric.Kind is MetricKind.Proportion)))}].");

        static string Words(IEnumerable<(string Name, bool IsProportion)> values) =>
            string.Join(", ", values.Select(value => $"{value.Name}{(value.IsProportion ? " (proportion)" : "")}"));
    }
}
