using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using Symmetry.Engine.Mlp.Kernels;
using Symmetry.Engine.Mlp.Kernels.Activations;
using Symmetry.Engine.Mlp.Kernels.Matmul;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Numerics.Simd;
using Symmetry.Engine.Settings;

namespace Symmetry.Benchmarks;

/// <summary>The kernels on one block of 32 samples, 64 inputs, ten units, with the widest vectors of a 512-bit machine.</summary>
public unsafe class KernelBenchmarks : IDisposable
{
    private readonly int[] order = [.. Enumerable.Range(0, 7188)];
    private AlignedBuffer memory = new();
    private FeatureMatrix matrix = new(1, 1);
    private Panel inputs;
    private Panel outputs;
    private float** rows;
    private float* weights;
    private float* labels;
    private float* samples;
    private uint epoch;

    [GlobalSetup]
    public void Setup()
    {
        memory = new AlignedBuffer();
        (matrix, _) = EngineCase.Draw(Panel.Samples, 64);
        inputs = new Panel(memory, 64);
        outputs = new Panel(memory, 10);
        weights = memory.AllocateFloats(10 * 64);
        labels = memory.AllocateFloats(Panel.Samples);
        samples = memory.AllocateFloats(Panel.Samples * 16);
        rows = memory.AllocatePointers(Panel.Samples);
        fixed (float* first = matrix.Values)
        {
            for (var s = 0; s < Panel.Samples; s++)
            {
                rows[s] = first + (s * matrix.Stride);
            }
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        memory.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public void Gather() => Transposition<Simd512, Vector512<float>>.ToPanel(rows, 0, 64, 2, inputs.Values);

    [Benchmark]
    public void Transpose() => Transposition<Simd512, Vector512<float>>.ToSamples(outputs, 10, 2, samples, 16);

    [Benchmark]
    public void Forward() => new TiledMatmul
    {
        A = weights,
        UnitStep = 64,
        TermStep = 1,
        B = inputs.Rows,
        Terms = 64,
        C = outputs.Values,
        RowStep = Panel.Samples,
        Units = 10,
    }.Run<Simd512, Vector512<float>, FromZero, ToTarget>(2);

    [Benchmark]
    public void Tangent() => ActivationKernels<Simd512, Vector512<float>>.Activate(Activation.Tanh, outputs.Values, 10, 2);

    [Benchmark]
    public void OutputDelta() =>
        OutputKernels<Simd512, Vector512<float>>.Delta(outputs.Values, labels, 10, 2, Loss.CrossEntropy, 1);

    [Benchmark]
    public void Shuffle() => new RandomStream(1, Purpose.Order, 1, epoch++).Shuffle(order.AsSpan());
}
