using Symmetry.Analysis.Questions.Multiverse;
using Symmetry.Client.Multiverse;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry multiverse</c>: the paper's numbers under every reading of what the paper leaves open.</summary>
internal static class MultiverseCommand
{
    public static Verb Make(CliEnvironment environment, string commandLine)
    {
        var replicates = SharedOptions.Whole("--replicates", "Trainings of each cell under each reading.", 1, 5000, 10);
        var seed = SharedOptions.Whole("--seed", "The seed of every random number.", 0, long.MaxValue, 1);
        var data = SharedOptions.Data();
        var slots = SharedOptions.Slots();
        var json = SharedOptions.Json();
        var verb = new Verb(
            "multiverse",
            "Train the paper's ten cells under 192 readings of what it leaves open (optimizer and rate, epochs, batch, split, fill, "
            + "initial weights, loss) and draw the specification curve of its 14 numbers: which conclusions survive all readings, and "
            + "which settings the printed numbers exclude. Resumes where an earlier run with the same folder stopped.",
            "symmetry multiverse",
            "symmetry multiverse --replicates 3 --data ./multiverse-runs --json curve.json")
        {
            replicates, seed, data, slots, json,
        };
        verb.SetAction((parsed, stop) =>
        {
            var store = new StoreOptions(parsed.GetRequiredValue(data), (int)parsed.GetRequiredValue(slots));
            var options = new RunOptions(store, parsed.GetValue(json), parsed.GetValue<bool>(SharedOptions.QuietName), commandLine)
            {
                Report = runs =>
                {
                    var curve = SpecificationCurve.Judge(runs);
                    return (() => CurveReport.Text(runs.Sweep, curve), () => CurveReport.Json(runs.Sweep, curve));
                },
            };
            var sweep = MultiverseSweep.Create((int)parsed.GetRequiredValue(replicates), parsed.GetRequiredValue(seed));
            return new SweepRun(environment, options).RunAsync(sweep, stop);
        });
        return verb;
    }
}
