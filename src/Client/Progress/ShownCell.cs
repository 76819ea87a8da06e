namespace Symmetry.Client.Progress;

/// <summary>A cell that a view shows.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Progress">How far it is.</param>
internal sealed record ShownCell(Cell Cell, CellProgress Progress);
