using Symmetry.Engine.Experiments;

namespace Symmetry.Engine.Sweeps;

/// <summary>A sweep as a user specifies it: an experiment, a grid and its replicates.</summary>
public sealed record SweepSpec
{
    /// <summary>The sweep's name: 1 to 64 letters, digits, dots, dashes or underscores, beginning with a letter or digit.</summary>
    public required string Name { get; init; }

    /// <summary>What its trials do. Default: the paper's networks.</summary>
    public IExperiment Experiment { get; init; } = ExperimentRegister.Default;

    /// <summary>The seed of every random number. 0 … 2⁶³ − 1, default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The replicates.</summary>
    public required ReplicateDesign Replicates { get; init; }

    /// <summary>The axes; the grid is their product, the last axis fastest. No axis gives one cell.</summary>
    /// <remarks>Tied settings are one axis: <see cref="Axis.Tie"/>. <see cref="Sweep.Axes"/> has the settings one by one.</remarks>
    public ImmutableArray<Axis> Axes { get; init; } = [];

    /// <summary>Settings that all cells share, each different from the axes.</summary>
    public ImmutableArray<SettingValue> Fixed { get; init; } = [];

    /// <summary>Cells to keep: those that match any entry. Default: all.</summary>
    public ImmutableArray<CellFilter> Only { get; init; } = [];

    /// <summary>Cells to leave out: those that match any entry. Default: none.</summary>
    public ImmutableArray<CellFilter> Exclude { get; init; } = [];

    /// <summary>
    /// How many cells are drawn of those that <see cref="Only"/> and <see cref="Exclude"/> leave, without replacement, by the seed alone; they keep
    /// the order of the grid. 1 … their number; null, the default, for all.
    /// </summary>
    public int? Sample { get; init; }

    /// <summary>Whether results keep which test images were classified correctly, <c>keep: outcomes</c>. Default false.</summary>
    public bool KeepsOutcomes { get; init; }
}
