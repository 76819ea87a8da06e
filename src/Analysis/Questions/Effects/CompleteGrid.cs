using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Effects;

/// <summary>A complete part of a sweep's grid: every combination of its axes' values is a cell with runs of a metric.</summary>
public sealed class CompleteGrid
{
    private const int MinReplicates = 2;

    private readonly SweepRuns runs;
    private readonly Metric metric;

    private CompleteGrid(SweepRuns runs, Metric metric, List<bool[]> kept, IReadOnlyList<Cell> cells, IReadOnlyList<int> replicates)
    {
        (this.runs, this.metric, Cells, Replicates) = (runs, metric, cells, replicates);
        var axes = runs.Sweep.Spec.Axes.Select((axis, i) => axis with { Values = [.. axis.Values.Where((_, value) => kept[i][value])] }).ToList();
        Axes = [.. axes.Where(axis => axis.Values.Length > 1)];
        Held = [.. axes.Where(axis => axis.Values.Length == 1).Select(axis => axis.Values[0])];
        LeftOut =
        [
            .. runs.Sweep.Spec.Axes.Select((axis, i) => axis with { Values = [.. axis.Values.Where((_, value) => !kept[i][value])] })
                .Where(axis => axis.Values.Length > 0),
        ];
    }

    /// <summary>The axes with at least two values, with the values that are used.</summary>
    public IReadOnlyList<Axis> Axes { get; }

    /// <summary>The values of the axes that have one value here.</summary>
    public IReadOnlyList<SettingValue> Held { get; }

    /// <summary>The axes with values that are left out, and these values.</summary>
    public IReadOnlyList<Axis> LeftOut { get; }

    /// <summary>The cells in grid order, the last axis fastest.</summary>
    public IReadOnlyList<Cell> Cells { get; }

    /// <summary>The replicates that all of these cells have, in increasing order; at least two.</summary>
    public IReadOnlyList<int> Replicates { get; }

    /// <summary>Finds a large complete part of the grid.</summary>
    /// <remarks>
    /// Values are dropped one by one until no combination is missing: each time the value of which the largest part of the combinations is missing; of
    /// equal ones that with fewer combinations, then the last. Cells with fewer than two runs are missing; where the others have fewer than two
    /// replicates in common, so are those with the fewest runs.
    /// </remarks>
    /// <param name="runs">What the sweep found.</param>
    /// <param name="metric">The metric.</param>
    /// <returns>Null where no complete part has an axis with two values and cells with two replicates in common.</returns>
    public static CompleteGrid? Find(SweepRuns runs, Metric metric)
    {
        var axes = runs.Sweep.Spec.Axes;
        var places = axes.Select(axis => axis.Values.Select((value, i) => (value, i)).ToDictionary(pair => pair.value, pair => pair.i)).ToList();
        var all = runs.Sweep.Cells
            .Select(cell => (
                Cell: cell,
                Places: axes.Select((axis, i) => places[i][axis.Setting.ValueIn(cell.Settings)]).ToArray(),
                runs.Values(cell.Number, metric).N))
            .ToList();
        for (var least = MinReplicates; ;)
        {
            var usable = all.Where(candidate => candidate.N >= least).ToList();
            var kept = axes.Select(axis => Enumerable.Repeat(true, axis.Values.Length).ToArray()).ToList();
            while (usable.Count < Product(kept))
            {
                if (FindWorst(kept, usable.Select(candidate => candidate.Places)) is not { } worst)
                {
                    return null;
                }

                kept[worst.Axis][worst.Value] = false;
                usable.RemoveAll(candidate => candidate.Places[worst.Axis] == worst.Value);
            }

            if (usable.Count == 0 || kept.TrueForAll(values => values.Count(isKept => isKept) < 2))
            {
                return null;
            }

            var metrics = usable.ConvertAll(candidate => runs.Values(candidate.Cell.Number, metric));
            var common = Enumerable.Range(0, metrics.Min(values => values.Length))
                .Where(k => metrics.TrueForAll(values => double.IsFinite(values.At(k)))).ToList();
            if (common.Count >= MinReplicates)
            {
                return new CompleteGrid(runs, metric, kept, usable.ConvertAll(candidate => candidate.Cell), common);
            }

            least = usable.Min(candidate => candidate.N) + 1;
        }
    }

    /// <summary>The values: replicates × cells.</summary>
    public double[][] Read()
    {
        var values = Replicates.Select(_ => new double[Cells.Count]).ToArray();
        for (var cell = 0; cell < Cells.Count; cell++)
        {
            var column = runs.Values(Cells[cell].Number, metric);
            for (var k = 0; k < values.Length; k++)
            {
                values[k][cell] = column.At(Replicates[k]);
            }
        }

        return values;
    }

    private static double Product(List<bool[]> kept) => kept.Aggregate(1.0, (product, values) => product * values.Count(isKept => isKept));

    // Only axes that keep another value can lose one.
    private static (int Axis, int Value)? FindWorst(List<bool[]> kept, IEnumerable<int[]> present)
    {
        var counts = kept.ConvertAll(values => new int[values.Length]);
        foreach (var places in present)
        {
            for (var axis = 0; axis < places.Length; axis++)
            {
                counts[axis][places[axis]]++;
            }
        }

        var product = Product(kept);
        (int Axis, int Value)? worst = null;
        var (worstPart, worstSize) = (0.0, 0.0);
        for (var axis = 0; axis < kept.Count; axis++)
        {
            var left = kept[axis].Count(isKept => isKept);
            var size = product / left;
            for (var value = 0; left > 1 && value < kept[axis].Length; value++)
            {
                var part = (size - counts[axis][value]) / size;
                if (kept[axis][value] && (part > worstPart || (part == worstPart && size <= worstSize) || worst is null))
                {
                    (worst, worstPart, worstSize) = ((axis, value), part, size);
                }
            }
        }

        return worst;
    }
}
