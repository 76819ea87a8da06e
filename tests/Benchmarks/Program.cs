using System.Globalization;
using BenchmarkDotNet.Running;
using Symmetry.Benchmarks;

// engine [--rounds N] [--case TEXT] [--peers DIR] [--core N]: our own alternating runner.
// scaling [--rounds N] [--slots N]: several slots against one. Anything else is BenchmarkDotNet's.
string Option(string name, string fallback) =>
    Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : fallback;
var rounds = int.Parse(Option("--rounds", "9"), CultureInfo.InvariantCulture);
if (args is ["scaling", ..])
{
    ScalingRunner.Run(rounds, int.Parse(Option("--slots", $"{Environment.ProcessorCount}"), CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["engine", ..])
{
    EngineRunner.Run(rounds, Option("--case", ""));
    if (Option("--peers", "") is { Length: > 0 } folder)
    {
        var core = int.Parse(Option("--core", "1"), CultureInfo.InvariantCulture);
        PeerRunner.Run(folder, Path.Combine(Path.GetTempPath(), "symmetry-peers"), rounds, core);
    }

    return 0;
}

// In this process: the project's file is not named as its assembly is, which is how BenchmarkDotNet looks for what it builds.
BenchmarkSwitcher.FromAssembly(typeof(EngineRunner).Assembly).Run([.. args, "--inProcess"]);
return 0;
