using System.CommandLine;
using Symmetry.Chaos;

// dotnet run --project tests/Chaos -c Release -- nemesis --runs 200 --seed 1
// README.md says what each command measures. All start symmetry-silo as processes on loopback; all but overhead --sqlite also a
// PostgreSQL server of their own (Debian: apt-get install postgresql).
var epochs = Whole("--epochs", "How long a trial trains: about 0.44 ms an epoch with AVX-512, 0.9 with AVX2: 115 or 57 are 50 ms.", 115);
var rounds = Whole("--rounds", "How often, each time with new processes.", 5);

var runs = Whole("--runs", "Sweeps to spoil, one after the other.", 20);
var from = new Option<int>("--from") { Description = "The first run: with --runs 1 this replays one.", DefaultValueFactory = _ => 0 };
var seed = new Option<long>("--seed") { Description = "Decides what happens in each run, and when.", DefaultValueFactory = _ => 1 };
var replicates = Whole("--replicates", "Trials of each of the two cells.", 150);
var partitions = new Option<bool>("--partitions") { Description = "Also cut silos off: puts them into network namespaces of their own, which takes root." };
var nemesis = new Command("nemesis", "Kills, stops and starts silos and the database while sweeps run, and compares every fingerprint. Exit code 1 if one differs.")
{
    runs, from, seed, replicates, partitions,
};
nemesis.SetAction((parsed, stop) => Nemesis.RunAsync(
    parsed.GetValue(from), parsed.GetValue(runs), parsed.GetValue(seed), parsed.GetValue(replicates), parsed.GetValue(partitions), stop));

var idle = Whole("--trials", "Trials that do nothing.", 100_000);
var silos = Whole("--silos", "Silo processes over one PostgreSQL.", 2);
var sqlite = new Option<bool>("--sqlite") { Description = "One silo over a SQLite file instead." };
var overhead = new Command("overhead", "Measures what distribution costs: processor time a trial, and pace.") { idle, silos, sqlite };
overhead.SetAction((parsed, stop) => Overhead.RunAsync(parsed.GetValue(idle), parsed.GetValue(sqlite) ? 0 : parsed.GetValue(silos), stop));

var memory = new Command("memory", "Prints what silos hold in memory over a sweep of trials that do nothing: RSS, heap after the last collection, committed.") { idle, silos };
memory.SetAction((parsed, stop) => Memory.RunAsync(parsed.GetValue(idle), parsed.GetValue(silos), stop));

var trained = Whole("--trials", "Trials of the measured sweep.", 1000);
var share = new Command("share", "Measures how much of all processor time (two silos of one slot, PostgreSQL, client) is training.") { trained, epochs };
share.SetAction((parsed, stop) => Share.RunAsync(parsed.GetValue(trained), parsed.GetValue(epochs), stop));

var throughput = new Command("throughput", "Compares two silos of one slot with one silo of two, in turns.") { trained, epochs, rounds };
throughput.SetAction((parsed, stop) => Throughput.RunAsync(parsed.GetValue(trained), parsed.GetValue(epochs), parsed.GetValue(rounds), stop));

var joining = new Command("joining", "Measures how soon a silo that is added in the middle of a sweep takes work and stores a result.") { epochs, rounds };
joining.SetAction((parsed, stop) => Joining.RunAsync(parsed.GetValue(rounds), parsed.GetValue(epochs), stop));

var recovery = new Command("recovery", "Measures the time from kill -9 (of one silo, of the coordinator's, of all) to the first new durable result.") { epochs, rounds };
recovery.SetAction((parsed, stop) => Recovery.RunAsync(parsed.GetValue(rounds), parsed.GetValue(epochs), stop));

var listeners = new Command("listeners", "Measures what 50 event streams and 100 requests a second take from a silo that trains on every core.") { epochs, rounds };
listeners.SetAction((parsed, stop) => Listeners.RunAsync(parsed.GetValue(rounds), parsed.GetValue(epochs), stop));

return await new RootCommand("Faults and measurements with real silo processes.")
{
    nemesis, recovery, overhead, memory, share, throughput, joining, listeners,
}.Parse(args).InvokeAsync();

static Option<int> Whole(string name, string description, int usual)
{
    var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
    option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, out var value) && value > 0))
        {
            result.AddError($"{name} is {result.Tokens[0].Value}; allowed is a whole number from 1.");
        }
    });
    return option;
}
