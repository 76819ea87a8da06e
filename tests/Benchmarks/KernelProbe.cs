using System.Runtime.Intrinsics;
using Symmetry.Engine.Mlp.Kernels;
using Symmetry.Engine.Numerics.Simd;
using Symmetry.Engine.Settings;

namespace Symmetry.Benchmarks;

internal static unsafe class KernelProbe
{
    public static void Run()
    {
        using var memory = new Memory();
        var (m, labels) = EngineCase.Draw(8985, 64);
        var panel = new Panel(memory, 64);
        var samples = memory.Floats(32 * 64);
        var rows = memory.Addresses(8985);
        fixed (float* x = m.Values)
        {
            for (var i = 0; i < 8985; i++)
            {
                rows[i] = x + (nint)((long)i * 7919 % 8985) * 64;
            }

            Time("ToPanel 64 L1", () => Transposition<Simd512, Vector512<float>>.ToPanel(rows, 0, 64, 2, panel.Values));
            var at = 0;
            Time("ToPanel 64 random", () =>
            {
                Transposition<Simd512, Vector512<float>>.ToPanel(rows + at, 0, 64, 2, panel.Values);
                at = (at + 32) % 8900;
            });
            Time("ToPanel 64 L1 256", () => Transposition<Simd256, Vector256<float>>.ToPanel(rows, 0, 64, 4, panel.Values));
        }

        Time("ToSamples 10", () => Transposition<Simd512, Vector512<float>>.ToSamples(panel, 10, 2, samples, 16));
        Time("Tanh 10", () => HiddenKernels<Simd512, Vector512<float>>.Activate(Activation.Tanh, panel.Values, 10, 2));
    }

    private static void Time(string name, Action action)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var start = ThreadClock.Seconds;
            for (var i = 0; i < 2000; i++)
            {
                action();
            }

            best = Math.Min(best, ThreadClock.Seconds - start);
        }

        Console.WriteLine($"{name,-22} {best / 2000 / 32 * 1e9:F2} ns/sample");
    }
}
