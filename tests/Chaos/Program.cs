using System.CommandLine;
using Symmetry.Chaos;

// dotnet run --project tests/Chaos -c Release -- nemesis --runs 200 --seed 1
// README.md describes what each command measures. Each starts symmetry-silo processes on loopback and, except overhead --sqlite, a
// temporary PostgreSQL server (Debian: apt-get install postgresql).
var epochs = PositiveOption("--epochs",
    "Epochs per trial. An epoch takes about 0.44 ms with AVX-512 and 0.9 ms with AVX2, so 115 or 57 epochs take 50 ms.", 115);
var rounds = PositiveOption("--rounds", "Number of rounds, each with new processes.", 5);

var runs = PositiveOption("--runs", "Number of sweeps to run.", 20);
var from = new Option<int>("--from") { Description = "Number of the first run. With --runs 1 it replays that run.", DefaultValueFactory = _ => 0 };
var seed = new Option<long>("--seed") { Description = "Determines the faults of each run.", DefaultValueFactory = _ => 1 };
var replicates = PositiveOption("--replicates", "Trials in each of the two cells.", 150);
var jobs = PositiveOption("--jobs", "Number of clusters, each of which does one run at a time.", 1);
var patience = PositiveOption("--patience", "Multiply the time limits by this number, on a busy machine.", 1);
var only = new Option<string[]>("--only") { Description = "Draw only the fault of this name; may be repeated.", HelpName = "FAULT" };
var nemesis = new Command("nemesis", "Disturb silos, connections, disks and the database during sweeps, and check every answer. Exit code 1 if a run fails.")
{
    runs, from, seed, replicates, jobs, patience, only,
};
nemesis.SetAction((parsed, stop) => Nemesis.RunAsync(
    new NemesisOptions(
        parsed.GetValue(from), parsed.GetValue(runs), parsed.GetValue(seed), parsed.GetValue(replicates),
        parsed.GetValue(jobs), parsed.GetValue(patience), parsed.GetValue(only) ?? []),
    stop));

var cutoff = new Command("cutoff",
    "Cut the coordinator's silo alone off from the database: measure when the coordinator moves and the next result is durable.") { epochs, rounds };
cutoff.SetAction((parsed, stop) => Cutoff.RunAsync(parsed.GetValue(rounds), parsed.GetValue(epochs), stop));

var idle = PositiveOption("--trials", "Number of no-op trials.", 100_000);
var silos = PositiveOption("--silos", "Number of silo processes that share one PostgreSQL server.", 2);
var sqlite = new Option<bool>("--sqlite") { Description = "Use one silo with a SQLite file instead." };
var overhead = new Command("overhead", "Measure the cost of distribution: processor time per trial, and throughput.") { idle, silos, sqlite };
overhead.SetAction((parsed, stop) => Overhead.RunAsync(parsed.GetValue(idle), parsed.GetValue(sqlite) ? 0 : parsed.GetValue(silos), stop));

var memory = new Command("memory",
    "Print the memory use of silos during a sweep of no-op trials: RSS, heap after the last collection, committed memory.") { idle, silos };
memory.SetAction((parsed, stop) => Memory.RunAsync(parsed.GetValue(idle), parsed.GetValue(silos), stop));

var trained = PositiveOption("--trials", "Trials in the measured sweep.", 1000);
var share = new Command("share",
    "Measure what share of the total processor time (two silos with one slot each, PostgreSQL, client) is training.") { trained, epochs };
share.SetAction((parsed, stop) => Share.RunAsync(parsed.GetValue(trained), parsed.GetValue(epochs), stop));

var throughput = new Command("throughput", "Compare two silos with one slot each to one silo with two slots, in alternation.") { trained, epochs, rounds };
throughput.SetAction((parsed, stop) => Throughput.RunAsync(parsed.GetValue(trained), parsed.GetValue(epochs), parsed.GetValue(rounds), stop));

var joining = new Command("joining", "Measure how soon a silo added during a sweep takes work and stores a result.") { epochs, rounds };
joining.SetAction((parsed, stop) => Joining.RunAsync(parsed.GetValue(rounds), parsed.GetValue(epochs), stop));

var recovery = new Command("recovery",
    "Measure the time from kill -9 of one silo, of the coordinator's silo, or of all silos to the next durable result.") { epochs, rounds };
recovery.SetAction((parsed, stop) => Recovery.RunAsync(parsed.GetValue(rounds), parsed.GetValue(epochs), stop));

var cells = PositiveOption("--cells", "Cells of the sweep that is looked at.", 24);
var requests = new Option<long>("--seed") { Description = "Determines the requests.", DefaultValueFactory = _ => 1 };
var listeners = new Command("listeners", "Measure how much 50 event streams and 100 requests per second slow a sweep on a silo that trains on every core.")
{
    epochs, rounds, cells, requests,
};
listeners.SetAction((parsed, stop) => Listeners.RunAsync(
    parsed.GetValue(rounds), parsed.GetValue(epochs), parsed.GetValue(cells), parsed.GetValue(requests), stop));

var python = new Option<string>("--python") { Description = "The Python interpreter.", DefaultValueFactory = _ => "python3" };
var runsOfPrograms = PositiveOption("--trials", "Number of programs that take 10 ms; a tenth as many misbehave.", 1000);
var programs = new Command("programs",
    "Run Python programs as trials on two silos: measure the overhead, kill -9 a silo, stop the database, and look for processes that are left.")
{
    python, runsOfPrograms,
};
programs.SetAction((parsed, stop) => Programs.RunAsync(parsed.GetRequiredValue(python), parsed.GetValue(runsOfPrograms), stop));

return await new RootCommand("Fault injection and measurements with real silo processes.")
{
    nemesis, cutoff, recovery, overhead, memory, share, throughput, joining, listeners, programs,
}.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });

static Option<int> PositiveOption(string name, string description, int defaultValue)
{
    var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => defaultValue };
    option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, out var value) && value > 0))
        {
            result.AddError($"{name}: expected a positive whole number, got '{result.Tokens[0].Value}'.");
        }
    });
    return option;
}
