namespace Symmetry.Analysis.Runs;

/// <summary>The values of one metric in one cell, by replicate. Proportions keep their exact counts.</summary>
public sealed class MetricRuns
{
    private const int Missing = -1;

    private readonly List<int> correct = [];
    private readonly List<double> reals = [];
    private bool isReal;
    private double[]? finite;
    private Tally? tally;

    /// <summary>One more than the last replicate with a value; replicates from here on have none.</summary>
    public int Length => isReal ? reals.Count : correct.Count;

    /// <summary>The number of questions that every run was asked; 0 for real numbers and before the first run.</summary>
    public int Total { get; private set; }

    /// <summary>How many runs have a finite value.</summary>
    public int N => Finite.Length;

    /// <summary>The finite values in replicate order.</summary>
    public double[] Finite => finite ??= FindFinite();

    /// <summary>The standard deviation of one run; NaN for fewer than two runs.</summary>
    public double StandardDeviation => Tally?.StandardDeviation ?? (N < 2 ? double.NaN : Moments.MeanAndStandardDeviation(Finite).StandardDeviation);

    /// <summary>The exact distribution of the counts; null for real numbers and before the first run.</summary>
    public Tally? Tally => Total == 0 ? null : tally ??= Count();

    /// <summary>The value of a replicate; NaN if it has none.</summary>
    public double At(int replicate) => replicate >= Length ? double.NaN
        : isReal ? reals[replicate]
        : correct[replicate] == Missing ? double.NaN : (double)correct[replicate] / Total;

    /// <summary>The count of a replicate; −1 if it has none.</summary>
    public int CorrectAt(int replicate) => isReal || replicate >= correct.Count ? Missing : correct[replicate];

    /// <summary>Adds a count, once each replicate, in any order.</summary>
    internal void Add(int replicate, int count, int total)
    {
        if (isReal || total <= 0 || (Total != 0 && Total != total))
        {
            // Counts out of different totals have no common tally.
            Add(replicate, total > 0 ? (double)count / total : double.NaN);
            return;
        }

        Total = total;
        Set(correct, replicate, count, Missing);
    }

    /// <summary>Adds a real number, once each replicate, in any order.</summary>
    internal void Add(int replicate, double value)
    {
        if (!isReal)
        {
            reals.AddRange(Enumerable.Range(0, correct.Count).Select(At));
            correct.Clear();
            (isReal, Total) = (true, 0);
        }

        Set(reals, replicate, value, double.NaN);
    }

    private void Set<T>(List<T> list, int replicate, T value, T missing)
    {
        (finite, tally) = (null, null);
        while (list.Count <= replicate)
        {
            list.Add(missing);
        }

        list[replicate] = value;
    }

    private double[] FindFinite()
    {
        var found = new List<double>(Length);
        for (var k = 0; k < Length; k++)
        {
            if (At(k) is var value && double.IsFinite(value))
            {
                found.Add(value);
            }
        }

        return [.. found];
    }

    private Tally Count()
    {
        var counted = new Tally(Total);
        foreach (var count in correct)
        {
            if (count != Missing)
            {
                counted.Add(count);
            }
        }

        return counted;
    }
}
