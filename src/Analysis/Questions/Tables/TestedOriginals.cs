using Symmetry.Engine.Data;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>How many different original images a cell's replicates are tested on: what is independent about test images.</summary>
public static class TestedOriginals
{
    // After so many splits of a fifth each nearly every original was tested on; more need not be drawn.
    private const long MaxSplits = 64;

    /// <summary>Counts them over the splits that the replicates draw; shifted copies of an image are one.</summary>
    public static long Count(Sweep sweep, Cell cell)
    {
        var originals = cell.Settings.Data.Count;
        var seen = new HashSet<int>();
        var splits = new HashSet<uint>();
        for (var replicate = 0L; replicate < sweep.Replicates && splits.Count < MaxSplits && seen.Count < originals; replicate++)
        {
            var draws = sweep.Spec.Replicates.IndicesOf(sweep.Spec.Seed, replicate);
            if (splits.Add(draws.Split))
            {
                foreach (var image in Split.Draw(originals, cell.Settings, draws).Test)
                {
                    seen.Add(image / Enlargement.CopiesOf(cell.Settings));
                }
            }
        }

        return seen.Count;
    }
}
