using Symmetry.Engine.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>Differences of cells that share no replicates, tested together by Welch's t and Holm's method, on some of their runs.</summary>
internal sealed class UnpairedFamily : IResampledFamily
{
    private readonly IReadOnlyList<double[][]> observed;
    private readonly double[][][] centred;
    private readonly IReadOnlyList<(int First, int Second, int Metric)> questions;

    /// <summary>Prepares the runs.</summary>
    /// <param name="values">For each cell and metric one value a run; NaN where a run has none.</param>
    /// <param name="questions">Which cells are compared in which metric.</param>
    public UnpairedFamily(IReadOnlyList<double[][]> values, IReadOnlyList<(int First, int Second, int Metric)> questions)
    {
        (observed, this.questions) = (values, questions);
        centred = [.. values.Select(cell => Array.ConvertAll(cell, PairedFamily.Centre))];
        Strata = [.. values.Select(cell => cell[0].Length)];
    }

    public int Size => questions.Count;

    public long Cost => Strata.Sum(runs => (long)runs) + Size;

    public IReadOnlyList<int> Strata { get; }

    public bool CanHalve(int difference)
    {
        var (first, second, metric) = questions[difference];
        return Math.Min(Runs(first), Runs(second)) / 2 >= UnpairedComparison.MinRuns;

        int Runs(int cell) => observed[cell][metric].Count(value => !double.IsNaN(value));
    }

    public IResampledFamily Mirrored(ref RandomStream stream)
    {
        var mirrored = new double[centred.Length][][];
        for (var cell = 0; cell < mirrored.Length; cell++)
        {
            var signs = PairedFamily.Signs(Strata[cell], ref stream);
            mirrored[cell] = Array.ConvertAll(centred[cell], values => PairedFamily.Flip(values, signs));
        }

        return new UnpairedFamily(mirrored, questions);
    }

    public DifferenceVerdict[] Judge(IReadOnlyList<int[]> chosen, bool isCentred)
    {
        var moments = (isCentred ? centred : observed).Select((cell, place) => Array.ConvertAll(cell, metric =>
        {
            var some = Array.FindAll(Array.ConvertAll(chosen[place], run => metric[run]), value => !double.IsNaN(value));
            return (some.Length, Moments: Moments.MeanAndStandardDeviation(some));
        })).ToArray();
        var comparisons = questions.Select(question =>
        {
            var (a, b) = (moments[question.First][question.Metric], moments[question.Second][question.Metric]);
            return Math.Min(a.Length, b.Length) < UnpairedComparison.MinRuns ? null : UnpairedComparison.Compare(a.Length, a.Moments, b.Length, b.Moments);
        }).ToArray();
        var adjusted = HolmAdjustment.Adjust([.. comparisons.Select(comparison => comparison?.PValue)]);
        return [.. comparisons.Select((comparison, place) => SelfCheck.Verdict(comparison?.Difference ?? 0, adjusted[place]))];
    }
}
