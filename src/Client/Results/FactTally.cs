using System.Globalization;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;

namespace Symmetry.Client.Results;

/// <summary>On how many trials an exact fact holds.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Holds">Completed trials that it concerns: each was checked when it was run.</param>
/// <param name="Violations">Trials that failed because it did not hold.</param>
/// <param name="Extreme">How near to its bound a trial came, in words; empty where a fact has no bound.</param>
internal sealed record FactTally(ExactFact Fact, long Holds, long Violations, string Extreme)
{
    private const string LnClasses = "ln 10";

    /// <summary>How many classes the images have; 0 if they differ from cell to cell.</summary>
    public int Classes { get; private init; } = 10;

    /// <summary>The check as reports print it: <c>R + Rbar &lt;= 1: 40 of 40 trials, largest 0.846</c>.</summary>
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture,
        $"{Fact.Statement().Replace(LnClasses, LnOf(Classes), StringComparison.Ordinal)}: {Holds} of {Holds + Violations} trials{Extreme}{(Violations > 0 ? "  <-- DOES NOT HOLD" : "")}");

    /// <summary>Checks one fact; null if it concerns no cell of the sweep.</summary>
    public static FactTally? Of(ExactFact fact, SweepResults results)
    {
        var concerned = results.Sweep.Cells.Where(cell => fact.Concerns(cell.Settings)).Select(cell => cell.Number).ToHashSet();
        if (concerned.Count == 0)
        {
            return null;
        }

        // A violation fails the trial, and its reason names the fact.
        var violations = results.Failures.Count(failure => failure.Outcome is TrialOutcome.Failed
            && concerned.Contains(failure.Cell)
            && failure.Reason.StartsWith(ExactFacts.ViolationPrefix, StringComparison.Ordinal)
            && failure.Reason.Contains($"\"{fact.Statement()}\"", StringComparison.Ordinal));
        var cells = concerned.Select(cell => results.Cells[cell]).Where(cell => cell.Completed > 0).ToList();
        var classes = results.Sweep.DataSets.Select(data => data.Classes).Distinct().ToList() is [var one] ? one : 0;
        return new FactTally(fact, cells.Sum(cell => cell.Completed), violations, ExtremeOf(fact, cells, classes)) { Classes = classes };
    }

    private static string ExtremeOf(ExactFact fact, List<CellTally> cells, int classes) => (fact, cells.Count) switch
    {
        (_, 0) => "",
        (ExactFact.OddBound, _) => $", largest {Numbers.Fixed(cells.Max(cell => cell.LargestSum), 3)}",
        (ExactFact.PairLoss, _) => $", least {Numbers.Fixed(cells.Min(cell => cell.MinLoss), 6)}{(classes == 0 ? "" : $" ({LnOf(classes)} = {Numbers.Fixed(Math.Log(classes), 6)})")}",
        _ => "",
    };

    private static string LnOf(int classes) => classes == 0 ? "ln of the classes" : $"ln {classes}";
}
