using Symmetry.Client.Planning;
using Symmetry.Client.Results;
using Symmetry.Client.Specs;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry plan</c>: judges a specification and says what it will cost.</summary>
internal static class PlanCommand
{
    /// <summary>Makes the verb.</summary>
    public static Verb Make(Surroundings surroundings)
    {
        var spec = SharedOptions.Spec();
        var slots = SharedOptions.Slots();
        var verb = new Verb(
            "plan",
            "Check a specification and say how many cells and trials it has and how long it will take here. Stores nothing.",
            "symmetry plan examples/who-needs-bias.yaml",
            "symmetry plan examples/quick.yaml --slots 8")
        {
            spec, slots,
        };
        verb.SetAction(async (parsed, stop) =>
        {
            var sweep = SpecFile.Read(parsed.GetRequiredValue(spec));
            var at = parsed.GetRequiredValue(slots);
            var speed = await Task.Run(() => Calibration.Measure(sweep, surroundings.Clock, stop), stop);
            var seconds = sweep.Cells.Sum(cell => TrialCost.Of(cell.Settings)) * sweep.Replicates / speed.OperationsPerSecond / at;
            await surroundings.Out.WriteAsync(
                $"""
                sweep          {sweep.Id}
                cells          {Numbers.Count(sweep.Cells.Length)}{Grid(sweep)}
                replicates     {Numbers.Count(sweep.Replicates)} a cell
                trials         {Numbers.Count(sweep.Trials)}
                expected time  {Duration(seconds)} with {Numbers.Count(at, "training")} at once
                measured by    {speed.Source}

                """.ReplaceLineEndings("\n"));
            return ExitCode.Done;
        });
        return verb;
    }

    private static string Grid(Sweep sweep)
    {
        var product = sweep.Spec.Axes.Aggregate(1L, (count, axis) => count * axis.Values.Length);
        var axes = string.Join(" x ", sweep.Spec.Axes.Select(axis => $"{axis.Values.Length} {axis.Setting.Name}"));
        return axes.Length == 0 ? "" : $" = {axes}{(product > sweep.Cells.Length ? $", {Numbers.Count(product - sweep.Cells.Length)} excluded" : "")}";
    }

    private static string Duration(double seconds) =>
        seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? Numbers.Duration(TimeSpan.FromSeconds(seconds)) : "longer than anybody lives";
}
