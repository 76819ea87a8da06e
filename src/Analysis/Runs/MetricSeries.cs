using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;

namespace Symmetry.Analysis.Runs;

/// <summary>The measurements of one cell, gathered from its rows in replicate order; not thread-safe.</summary>
/// <remarks>
/// Sums of doubles depend on their order, so that they are no part of a tally that silos merge: whoever reads the rows folds
/// them, in the order that the fingerprint has too.
/// </remarks>
public sealed class MetricSeries
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, List<(double Value, double Accuracy)>> values = [];
    private long next;

    /// <summary>The names, in the order in which they first came.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Adds a replicate's result; one without measurements adds nothing.</summary>
    /// <param name="replicate">Larger than the last.</param>
    /// <param name="result">What the trial found.</param>
    /// <exception cref="InvalidOperationException">A later replicate was added already.</exception>
    public void Add(long replicate, TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (replicate < next)
        {
            throw new InvalidOperationException($"Replicate {replicate} comes after replicate {next - 1}; rows are folded in their order.");
        }

        next = replicate + 1;
        var accuracy = result.Find("accuracy")?.Value ?? double.NaN;
        foreach (var (name, value) in result.Values.Skip(3).Select(item => (item.Name, item.Value)))
        {
            if (!values.TryGetValue(name, out var list))
            {
                values.Add(name, list = []);
                names.Add(name);
            }

            list.Add((value, accuracy));
        }
    }

    /// <summary>The values of a name in replicate order; none for a name that never came.</summary>
    public IReadOnlyList<double> Of(string name) => values.TryGetValue(name, out var list) ? [.. list.Select(one => one.Value)] : [];

    /// <summary>The mean of a name's finite values with its t interval.</summary>
    /// <param name="name">The name.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public Estimate Mean(string name, double level = Estimate.DefaultLevel) =>
        StudentTIntervals.Mean([.. Of(name).Where(double.IsFinite)], level);

    /// <summary>How the accuracy on X changes with a unit of what was measured: a covariate's slope.</summary>
    /// <param name="name">The name.</param>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public Estimate SlopeOfAccuracy(string name, double level = Estimate.DefaultLevel)
    {
        (double Value, double Accuracy)[] points = values.TryGetValue(name, out var list)
            ? [.. list.Where(one => double.IsFinite(one.Value) && double.IsFinite(one.Accuracy))]
            : [];
        return LeastSquares.Slope([.. points.Select(one => one.Value)], [.. points.Select(one => one.Accuracy)], level);
    }
}
