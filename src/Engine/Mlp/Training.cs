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
        Check(network.Architecture, protocol, features, rows);
        rows.Check(features, labels, network.Architecture.Outputs);
        after?.Invoke(0, network);
        if (protocol.Epochs == 0)
        {
            return network;
        }

        switch (width)
        {
            case VectorWidth.Sixteen:
                Trainer<Simd512, Vector512<float>>.Run(network, protocol, indices, features, rows, labels, after, stop);
                break;
            case VectorWidth.Eight:
                Trainer<Simd256, Vector256<float>>.Run(network, protocol, indices, features, rows, labels, after, stop);
                break;
            case VectorWidth.Four:
                Trainer<Simd128, Vector128<float>>.Run(network, protocol, indices, features, rows, labels, after, stop);
                break;
            default:
                Trainer<Simd1, float>.Run(network, protocol, indices, features, rows, labels, after, stop);
                break;
        }

        return network;
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
