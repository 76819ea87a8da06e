using System.Text.Json;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Json;

/// <summary>The columns of a sweep's exports, the same in every format: a contract.</summary>
/// <remarks>
/// Cell, replicate, settings and permutation; the metrics of a classification; outcome, attempts, silo and seconds; then the
/// other metrics, and the levels of crossed factors. All but attempts, silo and seconds are part of the fingerprint. Permutation is there for
/// experiments that measure both accuracies. Where an experiment reports <c>seconds</c> of its own, these are its column of that name.
/// </remarks>
public sealed class TrialColumns
{
    private const string SecondsName = "seconds";

    /// <summary>The columns of a sweep.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="cell">A cell, for the metrics of its trials only; null for those of all cells.</param>
    public TrialColumns(Sweep sweep, Cell? cell = null)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var metrics = cell is null ? sweep.Metrics : sweep.Experiment.MetricsOf(cell.Settings);
        Settings = sweep.Experiment.Settings;
        SettingNames = [.. Settings.Select(setting => JsonEncodedText.Encode(setting.Name))];
        Leading = [.. metrics.Where(Classification.Metrics.Contains).SelectMany(MetricColumn.ColumnsOf)];
        MetricColumn[] others = [.. metrics.Except(Classification.Metrics).SelectMany(MetricColumn.ColumnsOf)];
        var ownSeconds = others.FirstOrDefault(column => column.Name == SecondsName);
        Trailing = [.. others.Where(column => column != ownSeconds)];
        Seconds = ownSeconds is null ? row => row.Seconds : row => ownSeconds.Read(row.Result);
        HasPermutation = Classification.HasTestSets(sweep.Metrics);
        Levels = LevelColumn.ColumnsOf(sweep.Spec.Replicates);
        Names =
        [
            "cell", "replicate", .. Settings.Select(setting => setting.Name), .. HasPermutation ? ["permutation"] : (string[])[],
            .. Leading.Select(column => column.Name), "outcome", "attempts", "silo", SecondsName, .. Trailing.Select(column => column.Name),
            .. Levels.Select(level => level.Name),
        ];
    }

    /// <summary>The names of all columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The settings, a column each.</summary>
    public IReadOnlyList<Setting> Settings { get; }

    /// <summary>Whether there is a column with the permutation P, empty for trials without one.</summary>
    public bool HasPermutation { get; }

    /// <summary>The value in the column <c>seconds</c>; NaN where it is not known.</summary>
    public Func<RunRow, double> Seconds { get; }

    /// <summary>The metrics between permutation and outcome.</summary>
    public ImmutableArray<MetricColumn> Leading { get; }

    /// <summary>The metrics after seconds.</summary>
    public ImmutableArray<MetricColumn> Trailing { get; }

    /// <summary>The levels of crossed factors, at the end; none for independent replicates.</summary>
    public ImmutableArray<LevelColumn> Levels { get; }

    /// <summary>The names of the settings in JSON.</summary>
    internal ImmutableArray<JsonEncodedText> SettingNames { get; }
}
