using System.CommandLine;
using Symmetry.Chaos;

// dotnet run --project tests/Chaos -c Release -- nemesis --runs 200 --seed 1
// dotnet run --project tests/Chaos -c Release -- overhead --trials 100000 --silos 2
// dotnet run --project tests/Chaos -c Release -- share --trials 1000
// All start symmetry-silo as processes on loopback; all but overhead --sqlite also a PostgreSQL server of their own
// (Debian: apt-get install postgresql).
var runs = new Option<int>("--runs") { Description = "Sweeps to spoil, one after the other.", DefaultValueFactory = _ => 20 };
var from = new Option<int>("--from") { Description = "The first run: with --runs 1 this replays one.", DefaultValueFactory = _ => 0 };
var seed = new Option<long>("--seed") { Description = "Decides what happens in each run, and when.", DefaultValueFactory = _ => 1 };
var replicates = new Option<int>("--replicates") { Description = "Trials of each of the two cells.", DefaultValueFactory = _ => 150 };
var nemesis = new Command("nemesis", "Kills, stops and starts silos and the database while sweeps run, and compares every fingerprint. Exit code 1 if one differs.")
{
    runs, from, seed, replicates,
};
nemesis.SetAction((parsed, stop) => Nemesis.RunAsync(
    parsed.GetValue(from), parsed.GetValue(runs), parsed.GetValue(seed), parsed.GetValue(replicates), stop));

var trials = new Option<int>("--trials") { Description = "Trials that do nothing.", DefaultValueFactory = _ => 100_000 };
var silos = new Option<int>("--silos") { Description = "Silo processes over one PostgreSQL.", DefaultValueFactory = _ => 2 };
var sqlite = new Option<bool>("--sqlite") { Description = "One silo over a SQLite file instead." };
var overhead = new Command("overhead", "Measures what distribution costs: processor time a trial, pace, and memory over time.") { trials, silos, sqlite };
overhead.SetAction((parsed, stop) => Overhead.RunAsync(parsed.GetValue(trials), parsed.GetValue(sqlite) ? 0 : parsed.GetValue(silos), stop));

var trained = new Option<int>("--trials") { Description = "Trainings of about 50 ms.", DefaultValueFactory = _ => 1000 };
var share = new Command("share", "Measures how much of the processor time of two silos is training.") { trained };
share.SetAction((parsed, stop) => Share.RunAsync(parsed.GetValue(trained), stop));

return await new RootCommand("Faults and measurements with real silo processes.") { nemesis, overhead, share }.Parse(args).InvokeAsync();
