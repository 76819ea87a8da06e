using Symmetry.Analysis.Paper;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry paper</c>: Tables 1 and 2 with error bars, beside the paper's numbers.</summary>
internal static class PaperCommand
{
    public static Verb Make(CliEnvironment environment, string commandLine)
    {
        var replicates = SharedOptions.Whole(
            "--replicates", "Trainings of each of the ten cells, everything random drawn afresh.",
            1, ReplicateDesign.MaxReplicates / 10, PaperSweep.DefaultReplicates);
        var seed = SharedOptions.Whole("--seed", "The seed of every random number.", 0, long.MaxValue, 1);
        var data = SharedOptions.Data();
        var slots = SharedOptions.Slots();
        var (web, stay) = (SharedOptions.Web(), SharedOptions.Stay());
        var json = SharedOptions.Json();
        var verb = new Verb(
            "paper",
            "Train the ten cells of the paper's Tables 1 and 2 and print both tables with n, mean, sd and 95 % intervals beside the "
            + "paper's numbers. Resumes where an earlier run with the same folder stopped.",
            "symmetry paper",
            "symmetry paper --replicates 100 --seed 7 --data ./paper-runs",
            "symmetry paper --web 8080",
            "symmetry paper --json - > paper.json")
        {
            replicates, seed, data, slots, web, stay, json,
        };
        verb.SetAction((parsed, stop) =>
        {
            var store = new StoreOptions(parsed.GetRequiredValue(data), (int)parsed.GetRequiredValue(slots))
            {
                Web = (int?)parsed.GetValue(web) ?? (parsed.GetValue(stay) ? 0 : null),
            };
            var options = new RunOptions(store, parsed.GetValue(json), parsed.GetValue<bool>(SharedOptions.QuietName), commandLine)
            {
                Stays = parsed.GetValue(stay),
            };
            var sweep = PaperSweep.Create((int)parsed.GetRequiredValue(replicates), parsed.GetRequiredValue(seed));
            return new SweepRun(environment, options).RunAsync(sweep, stop);
        });
        return verb;
    }
}
