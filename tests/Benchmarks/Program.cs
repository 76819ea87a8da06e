using System.Globalization;
using BenchmarkDotNet.Running;
using Symmetry.Benchmarks;

// engine [--rounds N] [--case TEXT] [--peers DIR] [--core N]: our own alternating runner; anything else is BenchmarkDotNet's.
if (args is ["engine", .. var options])
{
    string Option(string name, string fallback) =>
        Array.IndexOf(options, name) is var at and >= 0 && at + 1 < options.Length ? options[at + 1] : fallback;
    var rounds = int.Parse(Option("--rounds", "9"), CultureInfo.InvariantCulture);
    EngineRunner.Run(rounds, Option("--case", ""));
    if (Option("--peers", "") is { Length: > 0 } folder)
    {
        var core = int.Parse(Option("--core", "1"), CultureInfo.InvariantCulture);
        PeerRunner.Run(folder, Path.Combine(Path.GetTempPath(), "symmetry-peers"), rounds, core);
    }

    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(EngineRunner).Assembly).Run(args);
return 0;
