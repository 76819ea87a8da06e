using System.Collections.Immutable;
using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Multiverse;

/// <summary>One of the 14 numbers of the paper's tables.</summary>
/// <param name="Name">The cell and the test set in words.</param>
/// <param name="Cell">The index of its cell among the ten, in table order.</param>
/// <param name="Measure">The measure: accuracy on X or on −X.</param>
/// <param name="Value">The number.</param>
/// <param name="Rounding">Half a unit in the last printed digit.</param>
internal sealed record PaperNumber(string Name, int Cell, Measure Measure, double Value, double Rounding)
{
    /// <summary>The numbers in the order of the tables. A cell with invariant features has one number, because its results on X and −X are identical.</summary>
    /// <param name="cells">The ten cells in the order of the tables.</param>
    public static IReadOnlyList<PaperNumber> ListFor(ImmutableArray<Cell> cells)
    {
        var numbers = new List<PaperNumber>();
        for (var i = 0; i < cells.Length; i++)
        {
            var settings = cells[i].Settings;
            var rate = PaperTables.Find(settings)!;
            var name = $"{(settings.Bias ? "bias" : "no bias")}, {cells[i].Coordinates[^3]}{(settings.Training is TrainingSet.Both ? ", both" : "")}";
            numbers.Add(new PaperNumber(name + (settings.IsInvariant ? "" : ", X"), i, Measure.Original, rate.Original, PaperTables.RoundingOf(rate.Original)));
            if (!settings.IsInvariant)
            {
                numbers.Add(new PaperNumber(name + ", -X", i, Measure.Inverted, rate.Inverted, PaperTables.RoundingOf(rate.Inverted)));
            }
        }

        return numbers;
    }
}
