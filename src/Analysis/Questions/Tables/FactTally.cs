using System.Globalization;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Text;
using Symmetry.Engine.Trials;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>On how many trials an exact fact holds.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Holds">Completed trials that it concerns: each was checked when it was run.</param>
/// <param name="Violations">Trials that failed because it did not hold.</param>
/// <param name="Extreme">How near to its bound a trial came, in words; empty where a fact has no bound.</param>
/// <param name="Classes">How many classes the images have; 0 if they differ from cell to cell.</param>
public sealed record FactTally(ExactFact Fact, long Holds, long Violations, string Extreme, int Classes)
{
    private const string LnClasses = "ln 10";

    /// <summary>The check as reports print it: <c>R + Rbar &lt;= 1: 40 of 40 trials, largest 0.846</c>.</summary>
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture,
        $"{Fact.Statement().Replace(LnClasses, LnOf(Classes), StringComparison.Ordinal)}: {Holds} of {Holds + Violations} trials{Extreme}{(Violations > 0 ? "  <-- DOES NOT HOLD" : "")}");

    /// <summary>The facts that concern at least one cell.</summary>
    public static IReadOnlyList<FactTally> All(SweepRuns runs) => [.. ExactFacts.All.Select(fact => Check(fact, runs)).OfType<FactTally>()];

    private static FactTally? Check(ExactFact fact, SweepRuns runs)
    {
        var cells = runs.Cells.Where(cell => fact.Concerns(cell.Cell.Settings)).ToList();
        if (cells.Count == 0)
        {
            return null;
        }

        var classes = runs.Sweep.DataSets.Select(data => data.Classes).Distinct().ToList() is [var same] ? same : 0;
        return new FactTally(
            fact, cells.Sum(cell => cell.Completed), cells.Sum(cell => cell.Failures.LongCount(failure => failure.Violated == fact)), ExtremeOf(fact, cells, classes), classes);
    }

    private static string ExtremeOf(ExactFact fact, List<CellRuns> cells, int classes)
    {
        var metric = fact is ExactFact.OddBound ? KnownMetrics.Sum : KnownMetrics.TrainLoss;
        var values = cells.SelectMany(cell => cell.Values(metric).Finite).ToList();
        return (fact, values.Count) switch
        {
            (_, 0) => "",
            (ExactFact.OddBound, _) => $", largest {Numbers.Fixed(values.Max(), 3)}",
            (ExactFact.PairLoss, _) => $", least {Numbers.Fixed(values.Min(), 6)}{(classes == 0 ? "" : $" ({LnOf(classes)} = {Numbers.Fixed(Math.Log(classes), 6)})")}",
            _ => "",
        };
    }

    private static string LnOf(int classes) => classes == 0 ? "ln of the classes" : $"ln {classes}";
}
