using Symmetry.Analysis.Questions.Planning;
using Symmetry.Client.Planning;
using Symmetry.Engine.Data;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Formats.Specs;
using Symmetry.Hosting.Programs;
using Symmetry.Hosting.Timing;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry plan</c>: judges a specification and says what it will cost.</summary>
internal static class PlanCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var spec = SharedOptions.Spec();
        var slots = SharedOptions.Slots();
        var json = new Option<bool>("--json") { Description = "Write the plan as JSON." };
        var goals = new PlanGoalOptions();
        var verb = new Verb(
            "plan",
            "Check a specification and say how many cells and trials it has and about how long it will take here: an estimate from a second of training "
            + "and the relative cost of cells, or with --pilot from trainings of every cell. With a wished half-width or power also how many replicates each "
            + "cell needs, from a pilot that is trained now or, with --from, read. Stores nothing.",
            "symmetry plan examples/who-needs-bias.yaml",
            "symmetry plan examples/quick.yaml --slots 8",
            "symmetry plan examples/quick.yaml --pilot",
            "symmetry plan examples/quick.yaml --half-width 0.005",
            "symmetry plan examples/quick.yaml --half-width 0.005 --json",
            "symmetry plan examples/who-needs-bias.yaml --power 0.9 --difference 0.01 --from who-needs-bias")
        {
            spec, slots, json,
        };
        goals.AddTo(verb);
        verb.SetAction(async (parsed, stop) =>
        {
            var document = SpecFile.ReadDocument(parsed.GetRequiredValue(spec));
            var (sweep, images) = (document.Sweep, new LoadedDataSets(document.Images is { } own ? [own] : []));
            var at = parsed.GetRequiredValue(slots);
            var goal = goals.Read(parsed, sweep);
            var pilot = await goals.PilotAsync(parsed, sweep, goal, images, environment, (int)at, stop);
            var times = pilot?.Times ?? await Task.Run(() => Calibrate(sweep, images, environment.Clock, stop), stop);
            var seconds = times.Seconds.Sum() * sweep.Replicates / at;
            if (parsed.GetValue(json))
            {
                await environment.Out.WriteAsync(Json(sweep, times, seconds, at, goal, pilot));
                return ExitCode.Done;
            }

            await environment.Out.WriteAsync(
                $"""
                sweep          {sweep.Id}
                cells          {Numbers.Count(sweep.Cells.Length)}{Grid(sweep)}
                replicates     {AtMost(sweep)}{Numbers.Count(sweep.Replicates)} per cell{Goal(sweep)}
                trials         {AtMost(sweep)}{Numbers.Count(sweep.Trials)}{(sweep.Spec.Replicates.HasGoal ? ", the budget" : "")}
                expected time  {AtMost(sweep)}about {Numbers.Duration(seconds)} with {Numbers.Count(at, TrialMetrics.Noun(sweep))} at once
                estimated by   {times.Source}

                """.ReplaceLineEndings("\n"));
            if (goal is not null)
            {
                await environment.Out.WriteAsync("\n" + ReplicateReport.Write(sweep, pilot!, goal, at));
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static TrialTimes Calibrate(Sweep sweep, LoadedDataSets images, TimeProvider clock, CancellationToken stop)
    {
        using var programs = new ProgramRunner();
        var times = Calibration.Measure(sweep, new TrialResources(new FeatureStore(dataSets: images), programs), clock, stop);
        return new TrialTimes(times.Seconds, string.Create(
            CultureInfo.InvariantCulture,
            $"{(sweep.Experiment is ITrainedInEpochs ? "training" : "running")} {Numbers.Count(times.Measured)} of {Numbers.Count(times.Kinds, "kind")} "
            + $"of cells on this machine for {times.Spent:0.0} s{(times.Measured < times.Kinds ? "; the others are scaled by their relative cost" : "")}"));
    }

    private static string AtMost(Sweep sweep) => sweep.Spec.Replicates.HasGoal ? "at most " : "";

    private static string Goal(Sweep sweep) => sweep.Spec.Replicates.HasGoal ? $": {GoalText.Replicates(sweep)}" : "";

    private static string Json(Sweep sweep, TrialTimes times, double seconds, long slots, PlanGoal? goal, Pilot? pilot) => JsonText.Object(json =>
    {
        PlanJson.WriteSize(json, sweep);
        json.WriteNumber("slots", slots);
        JsonValues.Write(json, "seconds", seconds);
        json.WriteString("measuredBy", times.Source);
        json.WriteStartArray("secondsPerTrial");
        foreach (var perTrial in times.Seconds)
        {
            json.WriteNumberValue(perTrial);
        }

        json.WriteEndArray();
        if (goal is not null)
        {
            ReplicateReport.Write(json, sweep, pilot!, goal, slots);
        }
        else
        {
            json.WriteNull("goal");
        }
    });

    private static string Grid(Sweep sweep)
    {
        var product = sweep.Spec.Axes.Aggregate(1L, (count, axis) => count * axis.Values.Length);
        var axes = string.Join(" x ", sweep.Spec.Axes.Select(axis => $"{axis.Values.Length} {axis.Setting.Name}"));
        return axes.Length == 0 ? "" : $" {(sweep.Spec.Sample is null ? "=" : "of")} {axes}"
            + (product > sweep.GridCells ? $", {Numbers.Count(product - sweep.GridCells)} excluded" : "")
            + (sweep.Spec.Sample is null ? "" : $", {Numbers.Count(sweep.GridCells - sweep.Cells.Length)} not drawn");
    }
}
