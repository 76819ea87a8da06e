using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;

namespace Symmetry.Engine.Mlp;

/// <summary>Training for what the kernels have no door for: rows that change with the epoch, biases that stay fixed.</summary>
/// <remarks>
/// The steps are those of <see cref="Reference"/>, in plain C#: the same bits as <see cref="Training.Run"/> where both can train,
/// at some times its cost.
/// </remarks>
internal static class SteppedTraining
{
    // The parts of stream Weights from here on are biases; below are the layers' weights.
    private const uint FirstBiasPart = 1 << 16;

    /// <summary>The initial network of <see cref="Reference"/>, its biases uniform in [−scale, scale].</summary>
    public static Network Initial(Architecture architecture, Protocol protocol, float biasScale, StreamIndices draws)
    {
        var network = Reference.Initial(architecture, protocol.Initialisation, draws);
        for (var layer = 0; biasScale > 0 && layer < architecture.Layers; layer++)
        {
            var stream = draws.Stream(Purpose.Weights, FirstBiasPart + (uint)layer);
            foreach (ref var bias in network.MutableBiasesOf(layer))
            {
                bias = ((2 * stream.NextFloat()) - 1) * biasScale;
            }
        }

        return network;
    }

    /// <summary>Trains the network in place; biases stay if the architecture has none to train.</summary>
    /// <param name="network">Where training starts, and what it returns.</param>
    /// <param name="protocol">How to train.</param>
    /// <param name="draws">Which orders.</param>
    /// <param name="features">As many columns as the network has inputs.</param>
    /// <param name="rowsOf">The rows of an epoch, in every epoch as many.</param>
    /// <param name="labels">The class of each row of the matrix.</param>
    /// <param name="after">Asked after every epoch; null for nobody.</param>
    /// <param name="stop">Asked at every step.</param>
    public static Network Run(
        Network network,
        Protocol protocol,
        StreamIndices draws,
        FeatureMatrix features,
        Func<int, int[]> rowsOf,
        byte[] labels,
        EpochCallback? after,
        CancellationToken stop)
    {
        var steps = new ReferenceSteps(network, protocol);
        Epochs(protocol, draws, rowsOf, network, rows => steps.Step(features, rows, labels), after, stop);
        return network;
    }

    /// <summary>Shuffles and cuts into steps as <see cref="Reference"/> does.</summary>
    public static void Epochs(
        Protocol protocol,
        StreamIndices draws,
        Func<int, int[]> rowsOf,
        Network network,
        Action<int[]> step,
        EpochCallback? after,
        CancellationToken stop)
    {
        int[] places = [];
        after?.Invoke(0, network);
        for (var epoch = 0; epoch < protocol.Epochs && network.IsFinite; epoch++)
        {
            var rows = rowsOf(epoch);
            places = epoch == 0 ? [.. Enumerable.Range(0, rows.Length)] : places;
            draws.Stream(Purpose.Order, (uint)epoch).Shuffle(places.AsSpan());
            foreach (var chunk in places.Chunk(Math.Min(protocol.Batch, places.Length)))
            {
                stop.ThrowIfCancellationRequested();
                step(Array.ConvertAll(chunk, place => rows[place]));
            }

            if (after is not null && network.IsFinite && !after(epoch + 1, network))
            {
                break;
            }
        }
    }
}
