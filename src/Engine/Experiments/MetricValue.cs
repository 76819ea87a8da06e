namespace Symmetry.Engine.Experiments;

/// <summary>The value of a metric in one trial.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Value">The value, for a proportion correct/total; NaN if undefined.</param>
/// <param name="Correct">Correct cases of a proportion; 0 for a real.</param>
/// <param name="Total">All cases of a proportion; 0 for a real.</param>
public readonly record struct MetricValue(string Name, double Value, int Correct, int Total)
{
    /// <summary>Whether this is a proportion, with counts.</summary>
    public bool IsProportion => Total > 0;

    /// <summary>A proportion.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="correct">0 to <paramref name="total"/>.</param>
    /// <param name="total">At least 1.</param>
    public static MetricValue Proportion(string name, int correct, int total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        return new(name, (double)correct / total, correct, total);
    }

    /// <summary>A real number; every NaN becomes the same one.</summary>
    public static MetricValue Real(string name, double value) => new(name, double.IsNaN(value) ? double.NaN : value, 0, 0);
}
