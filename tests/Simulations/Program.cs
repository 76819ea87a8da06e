using Symmetry.Simulations;

// dotnet run --project tests/Simulations -c Release [-- PART [REPETITIONS]]
// PART: all | cells | heldout | mean | pairs | comparison | images | variance | stopping | planning | speed | speed-best
// "all" prints COVERAGE.md; it takes about eight minutes on two cores, and its output is identical on every run and any number of cores.
var what = args.Length > 0 ? args[0] : "all";
var repetitions = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 10_000;
(string Name, Action<int> Run)[] parts =
[
    ("preamble", Preamble.Write),
    ("cells", CellCoverage.Run),
    ("heldout", CellCoverage.RunHeldOut),
    ("mean", MeanCoverage.Run),
    ("pairs", ComparisonErrors.RunCells),
    ("comparison", ComparisonErrors.Run),
    ("images", ImageCoverage.Run),
    ("variance", VarianceCoverage.Run),
    ("stopping", StoppingCoverage.Run),
    ("planning", PlanningAssurance.Run),
];
if (what is "speed" or "speed-best")
{
    Console.Write(Page.Capture(what == "speed" ? Speed.Run : Speed.RunBest));
    return 0;
}

var asked = parts.Where(part => what == "all" || what == part.Name).ToArray();
if (asked.Length == 0)
{
    Console.Error.WriteLine($"Unknown part '{what}'. Valid parts: all, {string.Join(", ", parts.Select(part => part.Name))}, speed, speed-best.");
    return 2;
}

var pages = new string[asked.Length];
Parallel.For(0, asked.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
    pages[i] = Page.Capture(() => asked[i].Run(repetitions)));
Console.Write(string.Join('\n', pages));
return 0;
