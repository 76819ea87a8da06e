using System.Globalization;
using Symmetry.Engine.Statistics;
using Symmetry.Engine.Sweeps;
using Symmetry.Engine.Trials;

namespace Symmetry.Engine.Claims;

/// <summary>The completed trials that claims are judged by.</summary>
public sealed class ClaimData
{
    private readonly Dictionary<int, SortedDictionary<long, TrialResult>> trials = [];

    /// <summary>Starts without trials.</summary>
    /// <param name="sweep">The sweep that the trials are of.</param>
    /// <param name="level">The level of every interval. Default 0.95.</param>
    public ClaimData(Sweep sweep, double level = Estimate.DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        Sweep = sweep;
        Level = level;
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

    /// <summary>One measure of every completed trial of a cell, in replicate order.</summary>
    public double[] Values(int cell, Measure measure) => [.. Trials(cell).Select(measure.Of)];

    /// <summary>One measure of the replicates that are completed in both cells, pair by pair in replicate order.</summary>
    public (double[] First, double[] Second) Pairs(int first, int second, Measure measure)
    {
        var common = trials.TryGetValue(first, out var a) && trials.TryGetValue(second, out var b)
            ? a.Keys.Where(b.ContainsKey).Select(replicate => (measure.Of(a[replicate]), measure.Of(b[replicate]))).ToArray()
            : [];
        return ([.. common.Select(pair => pair.Item1)], [.. common.Select(pair => pair.Item2)]);
    }

    /// <summary>The cell in words: its coordinates, such as <c>identity/false/both</c>.</summary>
    public string Name(int cell) => Sweep.Cells[cell].Coordinates is { IsEmpty: false } coordinates
        ? string.Join('/', coordinates)
        : string.Create(CultureInfo.InvariantCulture, $"cell {cell}");
}
