using System.Runtime.InteropServices;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp.Kernels;

/// <summary>Trains networks in lockstep, in blocks of <see cref="Panel.Samples"/> rows that are fetched and transposed once for all.</summary>
/// <remarks>
/// The networks share nothing but their inputs, so each gets the bits of a training alone, and they may differ in everything but the
/// rows, their order and the batch size. Each leaves the loop when its training ends.
/// </remarks>
internal sealed unsafe class TrainingLoop<TSimd, TVector> : IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly AlignedBuffer memory = new();
    private readonly InputBlock<TSimd, TVector> inputs;
    private readonly List<Trainer<TSimd, TVector>> trainers;
    private readonly int columns;
    private readonly int? copies;

    // Whether a block has one chunk of columns, so that networks can take turns with a whole block instead of a chunk.
    private readonly bool areGatheredAtOnce;

    private TrainingLoop(IEnumerable<TrainingRun> runs, int columns, int? copies)
    {
        this.columns = columns;
        this.copies = copies;
        inputs = new InputBlock<TSimd, TVector>(columns, memory);
        areGatheredAtOnce = columns <= InputBlock<TSimd, TVector>.Chunk;
        var workspaces = new Dictionary<Architecture, Workspace>();
        trainers = [.. runs.Select(run => new Trainer<TSimd, TVector>(run, inputs, WorkspaceFor(run.Network.Architecture, workspaces), copies))];
    }

    /// <summary>Trains networks in place; the arguments are those of <see cref="Training.RunTogether"/>.</summary>
    public static void Run(
        IEnumerable<TrainingRun> runs, StreamIndices indices, FeatureMatrix features, TrainingRows rows, ReadOnlySpan<byte> labels)
    {
        using var loop = new TrainingLoop<TSimd, TVector>(runs, features.Columns, rows.Copies);
        loop.Run(indices, features, rows, labels);
    }

    public void Dispose()
    {
        trainers.ForEach(trainer => trainer.Dispose());
        memory.Dispose();
    }

    private void Run(StreamIndices indices, FeatureMatrix features, TrainingRows rows, ReadOnlySpan<byte> labels)
    {
        var classes = trainers[0].Run.Network.Architecture.Outputs;
        var batch = Math.Min(trainers[0].Run.Protocol.Batch, rows.Order.Length);
        fixed (float* matrix = &MemoryMarshal.GetReference(features.Values))
        fixed (byte* classOf = labels)
        {
            for (var epoch = 0; trainers.Count > 0; epoch++)
            {
                rows.Shuffle(epoch, indices, features, labels, classes);
                RunEpoch(matrix, features.Stride, rows.Order, batch, classOf);
                EndWhere(trainer => !ShouldContinue(trainer, epoch + 1));
            }
        }
    }

    private Workspace WorkspaceFor(Architecture shape, Dictionary<Architecture, Workspace> workspaces)
    {
        var key = shape with { Activation = default };
        if (!workspaces.TryGetValue(key, out var workspace) || !(areGatheredAtOnce || copies is not null))
        {
            workspaces[key] = workspace = new Workspace(shape, (copies ?? 1) * Panel.Samples, memory);
        }

        return workspace;
    }

    private static bool ShouldContinue(Trainer<TSimd, TVector> trainer, int epochs)
    {
        var (_, protocol, after, _) = trainer.Run;
        if (!trainer.IsFinite)
        {
            return false;
        }

        if (after is not null)
        {
            trainer.Write();
        }

        return (after is null || after(epochs, trainer.Run.Network)) && epochs < protocol.Epochs;
    }

    private bool IsAnyCancelled()
    {
        foreach (var trainer in trainers)
        {
            if (trainer.IsCancelled)
            {
                return true;
            }
        }

        return false;
    }

    private void EndWhere(Predicate<Trainer<TSimd, TVector>> ends)
    {
        for (var i = trainers.Count - 1; i >= 0; i--)
        {
            var trainer = trainers[i];
            if (ends(trainer))
            {
                trainer.Write();
                trainers.RemoveAt(i);
                trainer.Dispose();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunEpoch(float* matrix, nint stride, ReadOnlySpan<int> order, int batch, byte* classes)
    {
        for (var start = 0; start < order.Length; start += batch)
        {
            var count = Math.Min(batch, order.Length - start);
            foreach (var trainer in trainers)
            {
                trainer.BeginStep(count);
            }

            for (var done = 0; done < count; done += Panel.Samples)
            {
                if (IsAnyCancelled())
                {
                    EndWhere(static trainer => trainer.IsCancelled);
                    if (trainers.Count == 0)
                    {
                        return;
                    }
                }

                var block = order.Slice(start + done, Math.Min(Panel.Samples, count - done));
                var (isFirst, isLast) = (done == 0, done + Panel.Samples >= count);
                if (copies is not null)
                {
                    foreach (var trainer in trainers)
                    {
                        trainer.RunSharedBlock(matrix, stride, block, classes, isFirst, isLast);
                    }

                    continue;
                }

                var vectors = inputs.Select(matrix, stride, block, classes);

                // A block's worth of rows, ahead by as many rows as the largest block has.
                var ahead = Math.Min(start + done + Panel.Samples, order.Length);
                InputBlock<TSimd, TVector>.Prefetch(matrix, stride, order.Slice(ahead, Math.Min(block.Length, order.Length - ahead)));
                RunBlock(vectors, block.Length, isFirst, isLast);
            }

            foreach (var trainer in trainers)
            {
                trainer.EndStep();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBlock(int vectors, int count, bool isFirst, bool isLast)
    {
        if (areGatheredAtOnce)
        {
            inputs.Gather(0, vectors);
            foreach (var trainer in trainers)
            {
                trainer.AddToFirstLayer(0, columns, vectors);
                trainer.RunBlock(vectors, count, isFirst, isLast);
            }

            return;
        }

        for (var first = 0; first < columns;)
        {
            var gathered = inputs.Gather(first, vectors);
            foreach (var trainer in trainers)
            {
                trainer.AddToFirstLayer(first, gathered, vectors);
            }

            first += gathered;
        }

        foreach (var trainer in trainers)
        {
            trainer.RunBlock(vectors, count, isFirst, isLast);
        }
    }
}
