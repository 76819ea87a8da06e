using Symmetry.Grains;

namespace Symmetry.Client.Sweeps;

/// <summary>How far a cell is.</summary>
/// <param name="Tally">Its committed results.</param>
/// <param name="Exit">When and why it left a race; null while it is in it, and where there is none.</param>
internal sealed record CellProgress(CellTally Tally, CellExit? Exit = null)
{
    /// <summary>Reads a page of cells.</summary>
    public static IReadOnlyList<CellProgress> ReadAll(CellTallyPage page)
    {
        var exits = (page.Exits ?? []).ToDictionary(exit => exit.Cell);
        return [.. page.Tallies.Select((tally, i) => new CellProgress(CellTally.Decode(tally), exits.GetValueOrDefault(page.From + i)))];
    }
}
