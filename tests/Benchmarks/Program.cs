using System.Globalization;
using BenchmarkDotNet.Running;
using Symmetry.Benchmarks;

// engine [--rounds N] [--case TEXT] [--peer FILE]: whole trainings against the machine's peak, and another build of this program.
// together [--rounds N] [--case TEXT]: trials that run together against the same trials alone.
// plain [--rounds N]: kernels against the plain loops. peers [--rounds N] [--core N]: against other programs.
// scaling [--rounds N] [--slots N]: several slots against one. start [--rounds N] [--program PATH] [--peer PATH]: commands from
// start to exit. Any other options go to BenchmarkDotNet. table.sh runs all of them but the last.
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
    EngineRunner.Run(rounds, Option("--case", ""), Option("--peer", "") is { Length: > 0 } peer ? peer : null);
    return 0;
}

if (args is ["together", ..])
{
    TogetherRunner.Run(rounds, Option("--case", ""));
    return 0;
}

if (args is ["plain", ..])
{
    PlainRunner.Run(rounds);
    return 0;
}

if (args is ["peers" or "start", ..] && !OperatingSystem.IsLinux())
{
    Console.Error.WriteLine("The comparison with other programs runs on Linux only.");
    return 2;
}

if (args is ["start", ..])
{
    StartRunner.Run(rounds, Option("--program", ""), Option("--peer", ""));
    return 0;
}

if (args is ["peers", ..])
{
    PeerRunner.Run(rounds, Option("--core", "") is { Length: > 0 } core ? int.Parse(core, CultureInfo.InvariantCulture) : null);
    return 0;
}

if (args is ["mathnet", var folder])
{
    MathNetPeer.Run(folder);
    return 0;
}

if (args is [var command, ..] && !command.StartsWith('-'))
{
    Console.Error.WriteLine($"Unknown command '{command}'. Valid commands: engine, plain, peers, together, scaling, start.");
    return 2;
}

// In this process: the project's file is not named as its assembly is, which is how BenchmarkDotNet looks for what it builds.
BenchmarkSwitcher.FromAssembly(typeof(EngineRunner).Assembly).Run([.. args, "--inProcess"]);
return 0;
