using Symmetry.Simulations;

// dotnet run --project tests/Simulations -c Release [-- PART [REPETITIONS]]
// PART: all | summary | mean | cells | family | pair | sequential | decide | best | race | effects | tuned | stopping | planning | other | images |
//       variance | speed | speed-best | speed-effects
// "all" prints COVERAGE.md; its output is the same on every run and any number of cores.
var what = args.Length > 0 ? args[0] : "all";
var repetitions = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 10_000;
(string Name, Action<int> Run)[] parts =
[
    ("summary", Summary.Write),
    ("mean", MeanCoverage.Run),
    ("cells", CellCoverage.Run),
    ("family", FamilyErrors.Run),
    ("pair", PairErrors.Run),
    ("sequential", SequentialErrors.Run),
    ("decide", DecisionErrors.Run),
    ("best", BestCoverage.Run),
    ("race", RaceCosts.Run),
    ("effects", EffectShareCoverage.Run),
    ("tuned", TuningCoverage.Run),
    ("stopping", StoppingCoverage.Run),
    ("planning", PlanningAssurance.Run),
    ("other", OtherIntervals.Run),
    ("images", ImageCoverage.Run),
    ("variance", VarianceCoverage.Run),
];
if (what is "speed" or "speed-best" or "speed-effects")
{
    (what switch { "speed" => Speed.Run, "speed-best" => Speed.RunBest, _ => (Action)EffectsSpeed.Run })();
    return 0;
}

var asked = parts.Where(part => what == "all" || what == part.Name).ToArray();
if (asked.Length == 0)
{
    var names = string.Join(", ", parts.Select(part => part.Name));
    Console.Error.WriteLine($"Unknown part '{what}'. Valid parts: all, {names}, speed, speed-best, speed-effects.");
    return 2;
}

foreach (var (_, run) in asked)
{
    run(repetitions);
}

return 0;
