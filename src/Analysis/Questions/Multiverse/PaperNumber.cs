using Symmetry.Analysis.Paper;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Multiverse;

/// <summary>One of the 14 numbers of the paper's tables.</summary>
/// <param name="Name">The cell in words.</param>
/// <param name="Cell">Which of the ten cells, in table order.</param>
/// <param name="Metric">On X or on −X.</param>
/// <param name="Value">The number.</param>
/// <param name="Rounding">Half a unit of its last printed digit.</param>
public sealed record PaperNumber(string Name, int Cell, Metric Metric, double Value, double Rounding)
{
    /// <summary>The numbers in the order of the tables. A cell with invariant features has one number, because its results on X and −X are identical.</summary>
    /// <param name="cells">The ten cells in the order of the tables.</param>
    public static IReadOnlyList<PaperNumber> All(ImmutableArray<Cell> cells)
    {
        var numbers = new List<PaperNumber>();
        for (var i = 0; i < cells.Length; i++)
        {
            var settings = (MlpSettings)cells[i].Settings;
            var rate = PaperTables.FindReading(settings)!;
            var name = $"{(settings.Bias ? "bias" : "no bias")}, {cells[i].Coordinates[^3]}{(settings.Training is TrainingSet.Both ? ", both" : "")}";
            numbers.Add(new PaperNumber(name + (settings.IsInvariant ? "" : ", X"), i,
                KnownMetrics.Accuracy, rate.Original, PaperTables.RoundingOf(rate.Original)));
            if (!settings.IsInvariant)
            {
                numbers.Add(new PaperNumber(name + ", -X", i, KnownMetrics.AccuracyInverted, rate.Inverted, PaperTables.RoundingOf(rate.Inverted)));
            }
        }

        return numbers;
    }
}
