using Symmetry.Engine.Experiments;

namespace Symmetry.Formats.Results;

/// <summary>A metric in a file.</summary>
/// <param name="Metric">What it is.</param>
/// <param name="Column">Its values; of a proportion the correct cases.</param>
/// <param name="Total">All cases of a proportion; null for a real number.</param>
internal sealed record FileMetric(Metric Metric, TypedColumn Column, TypedColumn? Total = null)
{
    /// <summary>A metric that no experiment defines.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="better">Which values are better.</param>
    /// <param name="column">Its values, or the correct cases.</param>
    /// <param name="total">All cases of a proportion; null for a real number.</param>
    public static FileMetric Make(string name, MetricDirection better, TypedColumn column, TypedColumn? total = null) =>
        new(new Metric(MetricWords.NameOf(name), total is null ? MetricKind.Real : MetricKind.Proportion, better, ""), column, total);

    /// <summary>The value of a row; null where it has none.</summary>
    public MetricValue? Read(int row) => !Column.Has(row) ? null
        : Total is null ? MetricValue.Real(Metric.Name, Column.Number(row))
        : IsProportion(row) ? MetricValue.Proportion(Metric.Name, (int)Column.Number(row), (int)Total.Number(row))
        : null;

    private bool IsProportion(int row) => Column.Number(row) is var correct && Total!.Number(row) is >= 1 and <= int.MaxValue and var total
        && correct >= 0 && correct <= total && correct == Math.Floor(correct) && total == Math.Floor(total);
}
