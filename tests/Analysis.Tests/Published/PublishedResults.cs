using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Published;

/// <summary>Published results from a file of three columns: the replicate, what is compared, and a metric.</summary>
internal static class PublishedResults
{
    public static SweepRuns Read(string file)
    {
        using var stream = typeof(PublishedResults).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        var header = reader.ReadLine()!.Split(',');
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var replicates = rows.Select(row => row[0]).Distinct().ToList();
        var values = rows.Select(row => row[1]).Distinct().ToList();
        var metric = DeclaredColumns.Metric(header[2], MetricDirection.Larger);
        var experiment = ImportedExperiment.With(new DeclaredColumns([(header[1], FreeSetting.KindOf(values))], [metric]), new string('0', 64));
        var sweep = new Sweep(new SweepSpec
        {
            Name = Path.GetFileNameWithoutExtension(file),
            Experiment = experiment,
            Replicates = ReplicateDesign.Independent(replicates.Count),
            Axes = [Axis.Parse(experiment.Settings[0], values)],
        });
        return new SweepRuns(sweep, [.. sweep.Cells.Select((cell, place) => new CellRuns(cell, rows.Where(row => row[1] == values[place]).Select(row =>
            new RunRow(replicates.IndexOf(row[0]), new TrialResult
            {
                Outcome = TrialOutcome.Completed,
                Values = [MetricValue.Real(metric.Name, double.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture))],
            }))))]);
    }
}
