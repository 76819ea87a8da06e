using Symmetry.Simulations;

// dotnet run --project tests/Simulations -c Release [-- PART [REPETITIONS]]
// PART: all | cells | mean | pairs | comparison | images | variance | stopping | planning | speed
// "all" prints COVERAGE.md; it takes about six minutes on one core and gives the same text on every run.
var what = args.Length > 0 ? args[0] : "all";
var repetitions = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 10_000;
if (what == "all")
{
    Preamble.Write(repetitions);
}

var parts = new Dictionary<string, Action<int>>(StringComparer.Ordinal)
{
    ["cells"] = CellCoverage.Run,
    ["mean"] = MeanCoverage.Run,
    ["pairs"] = ComparisonErrors.RunCells,
    ["comparison"] = ComparisonErrors.Run,
    ["images"] = ImageCoverage.Run,
    ["variance"] = VarianceCoverage.Run,
    ["stopping"] = StoppingCoverage.Run,
    ["planning"] = PlanningAssurance.Run,
};
if (what == "speed")
{
    Speed.Run();
    return 0;
}

if (what != "all" && !parts.ContainsKey(what))
{
    Console.Error.WriteLine($"No part is called {what}: all, {string.Join(", ", parts.Keys)} or speed.");
    return 2;
}

foreach (var (name, run) in parts)
{
    if (what == "all" || what == name)
    {
        run(repetitions);
        Console.WriteLine();
    }
}

return 0;
