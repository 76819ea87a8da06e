using System.Globalization;
using BenchmarkDotNet.Running;
using Symmetry.Benchmarks;

if (args is ["engine", .. var options])
{
    string Option(string name, string fallback) =>
        Array.IndexOf(options, name) is var at and >= 0 && at + 1 < options.Length ? options[at + 1] : fallback;
    EngineRunner.Run(int.Parse(Option("--rounds", "9"), CultureInfo.InvariantCulture), Option("--case", ""));
    return 0;
}

if (args is ["probe"])
{
    KernelProbe.Run();
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(EngineRunner).Assembly).Run(args);
return 0;
