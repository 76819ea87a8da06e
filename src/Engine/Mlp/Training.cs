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
        Check(architecture, protocol, features, rows, labels);
        return RunAt(CpuFeatures.Widest, architecture, protocol, indices, features, rows, labels, after, stop);
    }

    /// <summary>Trains with vectors of a given width, which changes the speed and not the result.</summary>
    internal static Network RunAt(
        VectorWidth width,
        Architecture architecture,
        Protocol protocol,
        StreamIndices indices,
        FeatureMatrix features,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<byte> labels,
        EpochCallback? after = null,
        CancellationToken stop = default) => width switch
        {
            VectorWidth.Sixteen => Trainer<Simd512, Vector512<float>>.Run(architecture, protocol, indices, features, rows, labels, after, stop),
            VectorWidth.Eight => Trainer<Simd256, Vector256<float>>.Run(architecture, protocol, indices, features, rows, labels, after, stop),
            VectorWidth.Four => Trainer<Simd128, Vector128<float>>.Run(architecture, protocol, indices, features, rows, labels, after, stop),
            _ => Trainer<Simd1, float>.Run(architecture, protocol, indices, features, rows, labels, after, stop),
        };

    private static void Check(Architecture architecture, Protocol protocol, FeatureMatrix features, ReadOnlySpan<int> rows, ReadOnlySpan<byte> labels)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfLessThan(protocol.Batch, 1, nameof(protocol));
        ArgumentOutOfRangeException.ThrowIfNegative(protocol.Epochs, nameof(protocol));
        if (architecture.Inputs != features.Columns)
        {
            throw new ArgumentException(
                $"The matrix has {features.Columns} columns, and the network has {architecture.Inputs} inputs.", nameof(features));
        }

        if (rows.IsEmpty)
        {
            throw new ArgumentException("There are no rows to train on.", nameof(rows));
        }

        foreach (var row in rows)
        {
            if ((uint)row >= (uint)features.Rows || row >= labels.Length)
            {
                throw new ArgumentException(
                    $"Row {row} is out of range: the matrix has {features.Rows} rows, and there are {labels.Length} labels.", nameof(rows));
            }

            if (labels[row] >= architecture.Outputs)
            {
                throw new ArgumentException(
                    $"Row {row} has label {labels[row]}, and the network has classes 0 to {architecture.Outputs - 1}.", nameof(labels));
            }
        }
    }
}
