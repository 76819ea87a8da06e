using System.Runtime.Intrinsics;
using Symmetry.Engine.Mlp.Kernels;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Mlp;

/// <summary>Trains networks with the kernels. <see cref="Reference"/> defines what is computed.</summary>
public static class Training
{
    /// <summary>Trains one network; the same arguments give the same bits on every machine.</summary>
    /// <remarks>Ends early, after an epoch, when a parameter is no longer finite: see <see cref="Network.IsFinite"/>.</remarks>
    /// <param name="architecture">The shape, with one input per column of the matrix.</param>
    /// <param name="protocol">How to train. Without epochs the result is the initial network.</param>
    /// <param name="indices">The streams of random numbers.</param>
    /// <param name="features">Features of all images.</param>
    /// <param name="rows">The rows to train on, at least one, in the order from which the first shuffle starts.</param>
    /// <param name="labels">The class of each row of the matrix, 0 … outputs − 1: indexed like the matrix.</param>
    /// <param name="after">Called after every epoch; null for no callback.</param>
    /// <param name="stop">Cancels training; checked at least every few milliseconds.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was signalled.</exception>
    /// <exception cref="ArgumentException">The shape does not match the matrix, or a row or label is out of range.</exception>
    public static Network Run(
        Architecture architecture,
        Protocol protocol,
        StreamIndices indices,
        FeatureMatrix features,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<byte> labels,
        EpochCallback? after = null,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(features);
        return RunFrom(Reference.Initial(architecture, protocol.Initialisation, indices), protocol, indices, features, new(rows), labels, after, stop);
    }

    /// <summary>Trains a network in place and returns it. Biases that the architecture does not have stay as they are.</summary>
    internal static Network RunFrom(
        Network network,
        Protocol protocol,
        StreamIndices indices,
        FeatureMatrix features,
        TrainingRows rows,
        ReadOnlySpan<byte> labels,
        EpochCallback? after = null,
        CancellationToken stop = default) => RunAt(CpuFeatures.Widest, network, protocol, indices, features, rows, labels, after, stop);

    /// <summary>Trains with vectors of a given width, which changes the speed and not the result.</summary>
    internal static Network RunAt(
        VectorWidth width,
        Network network,
        Protocol protocol,
        StreamIndices indices,
        FeatureMatrix features,
        TrainingRows rows,
        ReadOnlySpan<byte> labels,
        EpochCallback? after = null,
        CancellationToken stop = default)
    {
        RunTogetherAt(width, [new TrainingRun(network, protocol, after, stop)], indices, features, rows, labels);
        stop.ThrowIfCancellationRequested();
        return network;
    }

    /// <summary>Trains networks in place on the same rows in the same order; each gets the bits of a training alone.</summary>
    /// <remarks>Where one ends early, because it was cancelled, diverged or its callback says so, the others go on.</remarks>
    /// <param name="runs">The trainings, at least one, with equal batch sizes and numbers of classes.</param>
    /// <param name="indices">The streams of the row orders.</param>
    /// <param name="features">Features of all images.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="labels">The class of each row of the matrix.</param>
    internal static void RunTogether(
        IReadOnlyList<TrainingRun> runs, StreamIndices indices, FeatureMatrix features, TrainingRows rows, ReadOnlySpan<byte> labels) =>
        RunTogetherAt(CpuFeatures.Widest, runs, indices, features, rows, labels);

    /// <summary>Trains networks together with vectors of a given width.</summary>
    internal static void RunTogetherAt(
        VectorWidth width,
        IReadOnlyList<TrainingRun> runs,
        StreamIndices indices,
        FeatureMatrix features,
        TrainingRows rows,
        ReadOnlySpan<byte> labels)
    {
        foreach (var (network, protocol, after, _) in runs)
        {
            Check(network.Architecture, protocol, features, rows);
            if ((protocol.Batch, network.Architecture.Outputs) != (runs[0].Protocol.Batch, runs[0].Network.Architecture.Outputs))
            {
                throw new ArgumentException("Trainings that run together need the same batch size and the same classes.", nameof(runs));
            }

            rows.Check(features, labels, network.Architecture.Outputs);
            after?.Invoke(0, network);
        }

        var trained = runs.Where(run => run.Protocol.Epochs > 0).ToArray();
        if (trained.Length == 0)
        {
            return;
        }

        switch (width)
        {
            case VectorWidth.Sixteen:
                TrainingLoop<Simd512, Vector512<float>>.Run(trained, indices, features, rows, labels);
                break;
            case VectorWidth.Eight:
                TrainingLoop<Simd256, Vector256<float>>.Run(trained, indices, features, rows, labels);
                break;
            case VectorWidth.Four:
                TrainingLoop<Simd128, Vector128<float>>.Run(trained, indices, features, rows, labels);
                break;
            default:
                TrainingLoop<Simd1, float>.Run(trained, indices, features, rows, labels);
                break;
        }
    }

    private static void Check(Architecture architecture, Protocol protocol, FeatureMatrix features, TrainingRows rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(protocol.Batch, 1, nameof(protocol));
        ArgumentOutOfRangeException.ThrowIfNegative(protocol.Epochs, nameof(protocol));
        if (architecture.Inputs != features.Columns)
        {
            throw new ArgumentException(
                $"The matrix has {features.Columns} columns, and the network has {architecture.Inputs} inputs.", nameof(features));
        }

        if (rows.Order.IsEmpty)
        {
            throw new ArgumentException("There are no rows to train on.", nameof(rows));
        }
    }
}
