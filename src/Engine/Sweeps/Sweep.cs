using System.Security.Cryptography;
using System.Text;
using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Experiments.Programs;

namespace Symmetry.Engine.Sweeps;

/// <summary>A checked specification with its numbered cells and its numbered trials, each exactly once.</summary>
/// <remarks>
/// Trials are numbered replicate by replicate: trial t is replicate t / cells of cell t mod cells, so that every prefix of the
/// trials is a prefix of the replicates of every cell. Immutable and safe to share.
/// </remarks>
public sealed class Sweep
{
    /// <summary>The maximum number of cells of a grid.</summary>
    public const int MaxCells = 100_000;

    /// <summary>The maximum number of trials of a sweep.</summary>
    public const long MaxTrials = 10_000_000;

    /// <summary>Checks the specification and lays out its cells.</summary>
    /// <exception cref="SpecException">The specification is outside the limits, or contradicts itself.</exception>
    public Sweep(SweepSpec spec)
    {
        SweepRules.Check(spec);
        Axes = [.. spec.Axes.SelectMany(axis => axis.Untie())];
        var grid = LayOut(spec);
        SweepRules.CheckGrid(spec, grid);
        GridCells = grid.Length;

        // A sample of all cells is the same sweep as no sample.
        spec = spec with { Sample = spec.Sample == grid.Length ? null : spec.Sample };
        Cells = CellSample.Draw(spec, grid);
        SweepRules.CheckTrials(spec, Cells);
        Spec = spec = GoalRules.Resolve(spec, Cells);
        DataSets = [.. Cells.Select(cell => spec.Experiment.DataSetOf(cell.Settings)).OfType<DataSet>().Distinct()];
        Metrics = [.. Cells.SelectMany(cell => spec.Experiment.MetricsOf(cell.Settings)).DistinctBy(metric => metric.Name)];
        Canonical = CanonicalSweep.Write(spec);
        Id = IdOf(spec.Name, Canonical);
    }

    /// <summary>The specification.</summary>
    public SweepSpec Spec { get; }

    /// <summary>The specification's canonical JSON: the same sweep has the same text.</summary>
    public string Canonical { get; }

    /// <summary><see cref="Canonical"/> with the hash and without the content of a program's files, for people to read.</summary>
    public string CanonicalWithoutFiles => Experiment is ProgramExperiment ? CanonicalSweep.WithoutFiles(Canonical) : Canonical;

    /// <summary>The sweep's id: its name and eight hexadecimal digits of the SHA-256 of <see cref="Canonical"/>.</summary>
    public string Id { get; }

    /// <summary>The settings that vary, each with its distinct values, in the order of <see cref="Cell.Coordinates"/>; tied ones one by one.</summary>
    public ImmutableArray<Axis> Axes { get; }

    /// <summary>The cells in grid order, the last axis fastest.</summary>
    public ImmutableArray<Cell> Cells { get; }

    /// <summary>The number of cells that a sample was drawn from; without a sample, the number of <see cref="Cells"/>.</summary>
    public int GridCells { get; }

    /// <summary>The data sets of its cells, each once.</summary>
    public ImmutableArray<DataSet> DataSets { get; }

    /// <summary>The metrics of its cells, each once, in the order in which they first occur.</summary>
    public ImmutableArray<Metric> Metrics { get; }

    /// <summary>The metrics that every cell has, in their order.</summary>
    public IReadOnlyList<Metric> SharedMetrics => GoalRules.Shared(Spec, Cells);

    /// <summary>What its trials do.</summary>
    public IExperiment Experiment => Spec.Experiment;

    /// <summary>Replicates per cell.</summary>
    public long Replicates => Spec.Replicates.Count;

    /// <summary>The number of trials.</summary>
    public long Trials => Cells.Length * Replicates;

    /// <summary>Reads a sweep from its canonical JSON.</summary>
    /// <exception cref="SpecException">The text is not a canonical specification, or cannot be run.</exception>
    public static Sweep Parse(string canonical) => new(CanonicalSweep.Read(canonical));

    /// <summary>The cell of trial t.</summary>
    public Cell CellOf(long trial) => Cells[(int)(trial % Cells.Length)];

    /// <summary>The replicate of trial t.</summary>
    public long ReplicateOf(long trial) => trial / Cells.Length;

    /// <summary>The number of the trial that is a replicate of a cell.</summary>
    public long TrialOf(int cell, long replicate) => (replicate * Cells.Length) + cell;

    /// <summary>Everything that decides trial t.</summary>
    /// <param name="trial">0 … <see cref="Trials"/> − 1.</param>
    public TrialSpec SpecOf(long trial)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trial);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(trial, Trials);
        var (cell, replicate) = (CellOf(trial), ReplicateOf(trial));
        return new TrialSpec(Experiment, cell.Settings, Spec.Replicates.IndicesOf(Spec.Seed, replicate))
        {
            KeepsOutcomes = Spec.KeepsOutcomes,
            Origin = Experiment is IDeclaredExperiment
                ? new TrialOrigin(Id, cell.Number, replicate, trial) { Levels = Spec.Replicates.LevelsOf(replicate) }
                : null,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Id;

    private static ImmutableArray<Cell> LayOut(SweepSpec spec)
    {
        var shared = spec.Fixed.Aggregate(spec.Experiment.Defaults, (settings, value) => value.Setting.With(settings, value));

        var cells = ImmutableArray.CreateBuilder<Cell>();
        var coordinates = new List<string>();
        Descend(0, shared);
        return cells.ToImmutable();

        void Descend(int axis, TrialSettings settings)
        {
            if (axis == spec.Axes.Length)
            {
                if ((spec.Only.IsEmpty || spec.Only.Any(kept => kept.Matches(settings))) && !spec.Exclude.Any(excluded => excluded.Matches(settings)))
                {
                    cells.Add(new Cell(cells.Count, settings, [.. coordinates]));
                }

                return;
            }

            foreach (var value in spec.Axes[axis].Values)
            {
                var depth = coordinates.Count;
                coordinates.AddRange(value.Setting is TiedSetting tied ? tied.PartsOf(value).Select(part => part.Text) : [value.Text]);
                Descend(axis + 1, value.Setting.With(settings, value));
                coordinates.RemoveRange(depth, coordinates.Count - depth);
            }
        }
    }

    /// <summary>The id of a sweep: its name, and the first digits of the hash of its canonical text.</summary>
    public static string IdOf(string name, string canonical)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(canonical));
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{Convert.ToHexStringLower(hash)[..8]}");
    }
}
