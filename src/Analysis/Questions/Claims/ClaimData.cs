using System.Globalization;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>The completed trials that claims are judged by.</summary>
public sealed class ClaimData
{
    private readonly Dictionary<int, SortedDictionary<long, TrialResult>> trials = [];
    private readonly CrossedDesign? design;

    /// <summary>Starts without trials.</summary>
    /// <param name="sweep">The sweep that the trials are of.</param>
    /// <param name="level">The level of every interval. Default 0.95.</param>
    public ClaimData(Sweep sweep, double level = Estimate.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        Sweep = sweep;
        Level = level;
        design = CrossedDesign.Of(sweep.Spec.Replicates);
    }

    /// <summary>The sweep.</summary>
    public Sweep Sweep { get; }

    /// <summary>The level of every interval.</summary>
    public double Level { get; }

    /// <summary>Adds one ended trial, in any order; only completed ones are used.</summary>
    public void Add(int cell, long replicate, TrialResult result)
    {
        if (result.Outcome == TrialOutcome.Completed)
        {
            if (!trials.TryGetValue(cell, out var ofCell))
            {
                trials.Add(cell, ofCell = []);
            }

            ofCell[replicate] = result;
        }
    }

    /// <summary>The completed trials of a cell in replicate order.</summary>
    public IReadOnlyCollection<TrialResult> Trials(int cell) => trials.TryGetValue(cell, out var found) ? found.Values : [];

    /// <summary>One measure of every completed trial of a cell, in replicate order; those that are no finite number are left out.</summary>
    public double[] Values(int cell, Measure measure) => [.. Trials(cell).Select(measure.Of).Where(double.IsFinite)];

    /// <summary>One measure of the replicates that are completed in both cells, pair by pair in replicate order, finite in both.</summary>
    public (double[] First, double[] Second) Pairs(int first, int second, Measure measure)
    {
        var common = trials.TryGetValue(first, out var a) && trials.TryGetValue(second, out var b)
            ? a.Keys.Where(b.ContainsKey).Select(replicate => (measure.Of(a[replicate]), measure.Of(b[replicate])))
                .Where(pair => double.IsFinite(pair.Item1) && double.IsFinite(pair.Item2)).ToArray()
            : [];
        return ([.. common.Select(pair => pair.Item1)], [.. common.Select(pair => pair.Item2)]);
    }

    /// <summary>How means get their intervals, in a word.</summary>
    public string MethodOfMean => design is null ? "t" : "t over levels";

    /// <summary>A mean with its interval: Student's t, or where replicates are crossed one that counts levels and not runs.</summary>
    /// <param name="values">One a replicate, in their order.</param>
    /// <param name="level">The coverage, in (0, 1).</param>
    /// <returns>Without interval for fewer than two values, or where runs of a crossed design are missing.</returns>
    public Estimate MeanOf(double[] values, double level)
    {
        ArgumentNullException.ThrowIfNull(values);
        return design is null ? StudentTIntervals.Mean(values, level)
            : values.Length == Sweep.Replicates ? VarianceComponents.MeanOf(design.Names, design.Levels, values, level)
            : new Estimate(double.NaN, null, level, values.Length, "crossed runs are missing");
    }

    /// <summary>The mean difference of two cells, paired by replicate, and the sentence that says it.</summary>
    public (Estimate Mean, string Sentence) Difference(int first, int second, Measure measure, double level)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var (a, b) = Pairs(first, second, measure);
        var name = $"{Name(first)} - {Name(second)}";
        var mean = MeanOf([.. a.Zip(b, (one, other) => one - other)], level);
        return (mean, mean.Interval is { } interval
            ? string.Create(CultureInfo.InvariantCulture,
                $"{name}: {measure.DifferenceOf(mean.Value)} [{measure.DifferenceOf(interval.Lower)}, {measure.DifferenceOf(interval.Upper)}] (paired {MethodOfMean}, {a.Length} pairs)")
            : string.Create(CultureInfo.InvariantCulture, $"{name}: {a.Length} pairs"));
    }

    /// <summary>The cell in words: its coordinates, such as <c>identity/false/both</c>.</summary>
    public string Name(int cell) => Sweep.Cells[cell].Coordinates is { IsEmpty: false } coordinates
        ? string.Join('/', coordinates)
        : string.Create(CultureInfo.InvariantCulture, $"cell {cell}");
}
