namespace Symmetry.Analysis.Runs;

/// <summary>The metrics that trials have, and results in words.</summary>
public static class TrialMetrics
{
    /// <summary>The metrics of a cell's trials, without those that are computed from others.</summary>
    public static IReadOnlyList<Metric> InCell(Sweep sweep, Cell cell)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(cell);
        return [.. sweep.Experiment.MetricsOf(cell.Settings), .. Time(sweep)];
    }

    /// <summary>The metrics that at least one cell of a sweep has, in the order in which they first occur.</summary>
    public static IReadOnlyList<Metric> InSweep(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return [.. sweep.Metrics, .. Time(sweep)];
    }

    /// <summary>The metrics of a cell's trials besides those of a classification.</summary>
    public static IReadOnlyList<Metric> MeasuredInCell(Sweep sweep, Cell cell)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(cell);
        return [.. sweep.Experiment.MetricsOf(cell.Settings).Except(Classification.Metrics)];
    }

    /// <summary>What a trial of a sweep is called: a training where it trains in epochs, otherwise a trial.</summary>
    public static string Noun(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return sweep.Experiment is ITrainedInEpochs ? "training" : "trial";
    }

    /// <summary>The word for an outcome in tables, exports and JSON.</summary>
    public static string Word(TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.Completed => "completed",
        TrialOutcome.Diverged => "diverged",
        TrialOutcome.Violated => "violated",
        _ => "failed",
    };

    /// <summary>A result in a sentence, to compare it with another by eye.</summary>
    public static string Describe(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var values = result.Values.Select(value => value.IsProportion
            ? string.Create(CultureInfo.InvariantCulture, $"{value.Name} {value.Correct}/{value.Total}")
            : string.Create(CultureInfo.InvariantCulture, $"{value.Name} {value.Value:R}"));
        var outcomes = result.OutcomesHash.Length > 0 ? $", outcomes per image {result.OutcomesHash[..8]}" : "";
        return string.Join(", ", values.Prepend(Word(result.Outcome))) + outcomes + (result.Reason.Length > 0 ? $" ({result.Reason})" : "");
    }

    // None beside an experiment's own.
    private static Metric[] Time(Sweep sweep) => sweep.Metrics.Any(metric => metric.Name == KnownMetrics.Seconds.Name) ? [] : [KnownMetrics.Seconds];
}
