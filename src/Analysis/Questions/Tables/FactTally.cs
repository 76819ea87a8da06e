using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Analysis.Questions.Tables;

/// <summary>The number of trials in which an exact fact holds.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Holds">Completed trials that it applies to: each was checked when it was run.</param>
/// <param name="Violations">Trials that failed because it did not hold.</param>
/// <param name="Extreme">How close a trial came to the bound, in words; empty for facts without a bound.</param>
/// <param name="Classes">The number of classes of the images; 0 if it differs from cell to cell.</param>
public sealed record FactTally(ExactFact Fact, long Holds, long Violations, string Extreme, int Classes)
{
    private const string LnClasses = "ln 10";

    /// <summary>The check as reports print it: <c>R + Rbar &lt;= 1: 40 of 40 trials, largest 0.846</c>.</summary>
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture,
        $"{Fact.Statement.Replace(LnClasses, LnOf(Classes), StringComparison.Ordinal)}: "
        + $"{Holds} of {Holds + Violations} trials{Extreme}{(Violations > 0 ? "  <-- DOES NOT HOLD" : "")}");

    /// <summary>The facts that apply to at least one cell.</summary>
    public static IReadOnlyList<FactTally> All(SweepRuns runs) =>
        [.. runs.Sweep.Cells.SelectMany(cell => runs.Sweep.Experiment.FactsOf(cell.Settings)).Distinct()
            .OrderBy(fact => MlpFacts.All.ToList().IndexOf(fact)).Select(fact => Check(fact, runs))];

    private static FactTally Check(ExactFact fact, SweepRuns runs)
    {
        var cells = runs.Cells.Where(cell => runs.Sweep.Experiment.FactsOf(cell.Cell.Settings).Contains(fact)).ToList();
        var classes = runs.Sweep.DataSets.Select(data => data.Classes).Distinct().ToList() is [var same] ? same : 0;
        return new FactTally(
            fact, cells.Sum(cell => cell.Completed), cells.Sum(cell => cell.Failures.LongCount(failure => failure.ViolatedFact == fact.Name)),
            ExtremeOf(fact, cells, classes), classes);
    }

    private static string ExtremeOf(ExactFact fact, List<CellRuns> cells, int classes)
    {
        var metric = fact == MlpFacts.OddBound ? KnownMetrics.Sum : KnownMetrics.TrainLoss;
        var values = cells.SelectMany(cell => cell.Values(metric).Finite).ToList();
        return values.Count == 0 ? ""
            : fact == MlpFacts.OddBound ? $", largest {Numbers.Fixed(values.Max(), 3)}"
            : fact == MlpFacts.PairLoss ? $", least {Numbers.Fixed(values.Min(), 6)}"
                + $"{(classes == 0 ? "" : $" ({LnOf(classes)} = {Numbers.Fixed(Math.Log(classes), 6)})")}"
            : "";
    }

    private static string LnOf(int classes) => classes == 0 ? "ln of the classes" : $"ln {classes}";
}
