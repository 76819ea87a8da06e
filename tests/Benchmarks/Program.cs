using BenchmarkDotNet.Running;
using Symmetry.Benchmarks;

if (args is ["engine", ..])
{
    EngineRunner.Run(rounds: 9);
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(EngineRunner).Assembly).Run(args);
return 0;
