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
    public ImmutableArray<Axis> Axes { get; init; } = [];

    /// <summary>Settings that all cells share, each different from the axes.</summary>
    public ImmutableArray<SettingValue> Fixed { get; init; } = [];

    /// <summary>Cells to leave out.</summary>
    public ImmutableArray<Exclusion> Exclude { get; init; } = [];

    /// <summary>Whether results keep which test images were classified correctly, <c>keep: outcomes</c>. Default false.</summary>
    public bool KeepsOutcomes { get; init; }
}
