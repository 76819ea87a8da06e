using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>The number of different original images that the replicates of a cell are tested on: the independent ones among the test images.</summary>
public static class TestedOriginals
{
    // After so many splits of a fifth each, nearly every original was tested on.
    private const long MaxSplits = 64;

    /// <summary>Counts them over the splits of the replicates; shifted copies of an image count once, and experiments without images have none.</summary>
    public static long Count(Sweep sweep, Cell cell)
    {
        if (cell.Settings is not MlpSettings settings)
        {
            return 0;
        }

        var (originals, copies) = (settings.Data.Count, settings.Preparation.Copies);
        var seen = new HashSet<int>();
        var splits = new HashSet<uint>();
        for (var replicate = 0L; replicate < sweep.Replicates && splits.Count < MaxSplits && seen.Count < originals; replicate++)
        {
            var indices = sweep.Spec.Replicates.IndicesOf(sweep.Spec.Seed, replicate);
            if (splits.Add(indices.Split))
            {
                foreach (var image in Split.Draw(settings.SplitPlan, originals, copies, indices).Test)
                {
                    seen.Add(image / copies);
                }
            }
        }

        return seen.Count;
    }
}
