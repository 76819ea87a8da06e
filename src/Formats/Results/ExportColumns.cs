using Symmetry.Engine.Experiments;

namespace Symmetry.Formats.Results;

/// <summary>The columns of our own export beside replicate and metrics.</summary>
/// <param name="Experiment">The built-in experiment whose settings and metrics the file has; null for other experiments.</param>
/// <param name="Cell">The cell's number.</param>
/// <param name="Settings">All settings, also those that do not vary.</param>
/// <param name="Outcome">How each trial ended.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Silo">Who ran it.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Levels">The levels of crossed factors.</param>
internal sealed record ExportColumns(
    IExperiment? Experiment, TypedColumn Cell, ImmutableArray<TypedColumn> Settings,
    TypedColumn Outcome, TypedColumn Attempts, TypedColumn Silo, TypedColumn Seconds, ImmutableArray<TypedColumn> Levels);
