using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>How many replicates of every cell leave one cell that may be best.</summary>
/// <param name="grid">The cells.</param>
/// <param name="part">Tells the random numbers of one grid from those of another.</param>
/// <param name="level">The level of the set of cells that may be best.</param>
internal sealed class EqualReplicates(Grid grid, uint part, double level)
{
    /// <summary>The smallest number with which enough sweeps leave one cell.</summary>
    /// <remarks>The share of these sweeps is taken to grow with the replicates.</remarks>
    /// <param name="share">The share of sweeps that is enough.</param>
    /// <param name="sweeps">How many sweeps are simulated.</param>
    public int Fixed(double share, int sweeps)
    {
        var (low, high) = (MultipleComparisonsWithBest.MinReplicates(level) - 1, 16);
        while (!IsEnough(high))
        {
            (low, high) = (high, 2 * high);
        }

        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = IsEnough(middle) ? (low, middle) : (middle, high);
        }

        return high;

        bool IsEnough(int replicates) => Count(replicates, sweeps, LeavesOne, share) >= share * sweeps;
    }

    /// <summary>The mean number at which one cell is left for the first time, with a look after every tenth more.</summary>
    /// <param name="cell">A cell.</param>
    /// <param name="sweeps">How many sweeps are simulated.</param>
    /// <returns>The number, and in how many sweeps the cell that is left is this one.</returns>
    public (double Mean, int Holding) First(int cell, int sweeps)
    {
        var (found, holding) = (new int[sweeps], 0);
        Parallel.For(0, sweeps, sweep =>
        {
            var n = MultipleComparisonsWithBest.MinReplicates(level);
            while (!LeavesOne(n, sweep))
            {
                n += Math.Max(1, n / 10);
            }

            found[sweep] = n;
            Interlocked.Add(ref holding, MayBeBest(n, sweep)[cell] ? 1 : 0);
        });
        return (found.Average(), holding);
    }

    /// <summary>In how many sweeps a cell may be best.</summary>
    /// <param name="replicates">The replicates of every cell.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="sweeps">How many sweeps are simulated.</param>
    public int CountHolding(int replicates, int cell, int sweeps) => Count(
        replicates, sweeps, (n, sweep) => MayBeBest(n, sweep)[cell], share: 0);

    // Stops counting once the asked share is out of reach.
    private int Count(int replicates, int sweeps, Func<int, int, bool> counts, double share)
    {
        var (found, missed) = (0, 0);
        Parallel.For(0, sweeps, (sweep, state) =>
        {
            if (counts(replicates, sweep))
            {
                Interlocked.Increment(ref found);
            }
            else if (Interlocked.Increment(ref missed) > (1 - share) * sweeps)
            {
                state.Stop();
            }
        });
        return found;
    }

    private bool LeavesOne(int replicates, int sweep) => MayBeBest(replicates, sweep).Count(stays => stays) == 1;

    // A sweep has the same replicates as with fewer of them, and some more.
    private bool[] MayBeBest(int replicates, int sweep)
    {
        var values = grid.Means.Select(_ => new double[replicates]).ToArray();
        grid.Draw(new Dice(22, (uint)sweep, part), values);
        return [.. MultipleComparisonsWithBest.Find(values, sweep, level).Standings.Select(standing => standing.MayBeBest)];
    }
}
