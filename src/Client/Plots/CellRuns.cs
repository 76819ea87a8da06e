using Symmetry.Client.Sweeps;
using Symmetry.Engine.Experiments;

namespace Symmetry.Client.Plots;

/// <summary>The runs of one cell by replicate, for what compares replicates with each other.</summary>
/// <param name="Original">Correct on X_test by replicate; −1 where there is no measurement.</param>
/// <param name="Inverted">Correct on −X_test by replicate; −1 where there is no measurement.</param>
/// <param name="Total">How many images there are in a test set; 0 if nothing was measured.</param>
/// <param name="Seconds">The time all its trainings took.</param>
/// <param name="Silos">Who trained.</param>
/// <param name="Retried">Trials that took more than one attempt.</param>
internal sealed record CellRuns(int[] Original, int[] Inverted, int Total, double Seconds, IReadOnlySet<string> Silos, long Retried)
{
    /// <summary>The replicates that ended, however they did.</summary>
    public IReadOnlySet<int> Ended { get; private init; } = new HashSet<int>();

    /// <summary>Reads the committed rows of one cell.</summary>
    public static async Task<CellRuns> ReadAsync(ISweepSource source, int cell, CancellationToken stop)
    {
        var original = NothingYet(source.Sweep.Replicates);
        var inverted = NothingYet(source.Sweep.Replicates);
        var (total, seconds, retried) = (0, 0.0, 0L);
        var (silos, ended) = (new HashSet<string>(), new HashSet<int>());
        await foreach (var row in source.ReadRowsAsync(cell, stop))
        {
            seconds += double.IsFinite(row.Seconds) ? row.Seconds : 0;
            retried += row.Attempts > 1 ? 1 : 0;
            silos.Add(row.Silo);
            var result = row.Read();
            ended.Add((int)source.Sweep.ReplicateOf(row.Trial));
            if (result.Outcome is TrialOutcome.Completed)
            {
                var replicate = (int)source.Sweep.ReplicateOf(row.Trial);
                (original[replicate], inverted[replicate], total) = (result.CorrectOriginal, result.CorrectInverted, result.TotalOriginal);
            }
        }

        return new CellRuns(original, inverted, total, seconds, silos, retried) { Ended = ended };
    }

    private static int[] NothingYet(long replicates)
    {
        var counts = new int[replicates];
        counts.AsSpan().Fill(-1);
        return counts;
    }
}
