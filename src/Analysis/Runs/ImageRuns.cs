namespace Symmetry.Analysis.Runs;

/// <summary>What the runs of one cell did on each of their test images, on one side.</summary>
public sealed class ImageRuns
{
    private ImageRuns(Cell cell, Metric metric, ImmutableArray<ImageRun> runs) => (Cell, Metric, Runs) = (cell, metric, runs);

    /// <summary>The cell.</summary>
    public Cell Cell { get; }

    /// <summary>The side: the accuracy on X or on −X.</summary>
    public Metric Metric { get; }

    /// <summary>The runs whose outcomes were kept and read, in replicate order.</summary>
    public ImmutableArray<ImageRun> Runs { get; }

    /// <summary>Finds the outcomes of a cell.</summary>
    /// <param name="runs">What the sweep found, read with outcomes.</param>
    /// <param name="cell">The number of the cell.</param>
    /// <param name="metric">The accuracy on X or on −X.</param>
    /// <exception cref="SelectionException">The metric does not count images.</exception>
    public static ImageRuns Find(SweepRuns runs, int cell, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (!KnownMetrics.TestSets.Contains(metric))
        {
            throw new SelectionException($"Outcomes per image are kept for {string.Join(" and ", KnownMetrics.TestSets)}, not for {metric}.");
        }

        var sweep = runs.Sweep;
        return new ImageRuns(sweep.Cells[cell], metric,
        [
            .. from outcomes in runs.Cells[cell].Outcomes
               let tested = sweep.Experiment.TestedImagesOf(sweep.SpecOf(sweep.TrialOf(cell, outcomes.Key)))
               where tested is not null
               select new ImageRun(outcomes.Key, tested, outcomes.Value, metric),
        ]);
    }

    /// <summary>One entry per run and image, in the order of the runs, with the number of the image in place of the original.</summary>
    public IEnumerable<ImageOutcome> ByImage() => Runs.SelectMany(run => Enumerable.Range(0, run.Count)
        .Select(place => new ImageOutcome(run.Replicate, run.Tested.Images[place], run.IsCorrect(place) ? 1 : 0, 1)));

    /// <summary>The mean with its interval over runs and original images (<see cref="TestImages.Mean(ReadOnlySpan{ImageOutcome}, double)"/>).</summary>
    /// <param name="level">The coverage, in (0, 1). Default 0.95.</param>
    public Estimate Mean(double level = Estimate.DefaultLevel)
    {
        var outcomes = new List<ImageOutcome>();
        foreach (var run in Runs)
        {
            for (var place = 0; place < run.Count;)
            {
                // The copies of an original usually are neighbours; entries of the same run and original are added up in any case.
                var (original, asked, correct) = (run.OriginalAt(place), 0, 0);
                for (; place < run.Count && run.OriginalAt(place) == original; place++)
                {
                    asked++;
                    correct += run.IsCorrect(place) ? 1 : 0;
                }

                outcomes.Add(new ImageOutcome(run.Replicate, original, correct, asked));
            }
        }

        return TestImages.Mean([.. outcomes], level);
    }
}
