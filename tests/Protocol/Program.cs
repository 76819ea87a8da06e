using System.CommandLine;
using Symmetry.Protocol;

// dotnet run --project tests/Protocol -c Release -- --schedules 100000 --seed 1
var schedules = new Option<int>("--schedules") { Description = "Number of schedules to run, with consecutive seeds.", DefaultValueFactory = _ => 2000 };
var seed = new Option<long>("--seed") { Description = "The seed of the first schedule.", DefaultValueFactory = _ => 1 };
var trace = new Option<bool>("--trace") { Description = "Print every event; for a single schedule." };
var command = new RootCommand(
    "Run the protocol of coordinators, workers and store under virtual time, with seeded faults. Exit code 1 if an invariant is violated.")
{
    schedules, seed, trace,
};
command.SetAction(parsed => Batch.Run(parsed.GetValue(seed), parsed.GetValue(schedules), parsed.GetValue(trace), Console.WriteLine));
return command.Parse(args).Invoke();
