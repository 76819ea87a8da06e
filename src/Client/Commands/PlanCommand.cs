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
        var goals = new PlanGoalOptions();
        var verb = new Verb(
            "plan",
            "Check a specification and say how many cells and trials it has and how long it will take here. With a wished half-width "
            + "or power also how many replicates each cell needs, by a pilot. Stores nothing.",
            "symmetry plan examples/who-needs-bias.yaml",
            "symmetry plan examples/quick.yaml --slots 8",
            "symmetry plan examples/quick.yaml --half-width 0.005",
            "symmetry plan examples/who-needs-bias.yaml --power 0.9 --difference 0.01 --from who-needs-bias")
        {
            spec, slots,
        };
        goals.AddTo(verb);
        verb.SetAction(async (parsed, stop) =>
        {
            var sweep = SpecFile.Read(parsed.GetRequiredValue(spec));
            var at = parsed.GetRequiredValue(slots);
            var goal = goals.Read(parsed, sweep);
            var times = await Task.Run(() => Calibration.Measure(sweep, surroundings.Clock, stop), stop);
            var seconds = times.Seconds.Sum() * sweep.Replicates / at;
            await surroundings.Out.WriteAsync(
                $"""
                sweep          {sweep.Id}
                cells          {Numbers.Count(sweep.Cells.Length)}{Grid(sweep)}
                replicates     {(sweep.Spec.Replicates.HasGoal ? "at most " : "")}{Numbers.Count(sweep.Replicates)} a cell
                trials         {Numbers.Count(sweep.Trials)}
                expected time  {Duration(seconds)} with {Numbers.Count(at, "training")} at once
                measured by    {times.Source}

                """.ReplaceLineEndings("\n"));
            if (goal is not null)
            {
                var pilot = await goals.PilotAsync(parsed, sweep, surroundings, (int)at, stop);
                await surroundings.Out.WriteAsync("\n" + ReplicateReport.Write(sweep, pilot, goal, at));
            }

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
