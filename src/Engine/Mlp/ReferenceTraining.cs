namespace Symmetry.Engine.Mlp;

/// <summary>The training loop in plain C#, which defines what <see cref="Training"/> computes: both give the same bits.</summary>
internal static class ReferenceTraining
{
    // The parts of stream Weights from here on are biases; the parts below are the weights of the layers.
    private const uint FirstBiasPart = 1 << 16;

    /// <summary>The network before its first step; fixed biases are uniform in [−scale, scale].</summary>
    public static Network Initial(Architecture architecture, Initialisation initialisation, float biasScale, StreamIndices indices)
    {
        var network = Reference.Initial(architecture, initialisation, indices);
        for (var layer = 0; biasScale > 0 && layer < architecture.Layers; layer++)
        {
            var stream = indices.Stream(Purpose.Weights, FirstBiasPart + (uint)layer);
            foreach (ref var bias in network.MutableBiasesOf(layer))
            {
                bias = ((2 * stream.NextFloat()) - 1) * biasScale;
            }
        }

        return network;
    }

    /// <summary>Trains the network of the steps in place.</summary>
    /// <param name="steps">The network, and what a step does.</param>
    /// <param name="indices">The streams of the row orders.</param>
    /// <param name="features">The rows.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="rowsOf">The rows of an epoch, the same number in every epoch.</param>
    /// <param name="after">Called after every epoch; null for no callback.</param>
    /// <param name="stop">Cancels training; checked at every step.</param>
    public static Network Run(
        ReferenceSteps steps, StreamIndices indices, FeatureMatrix features, byte[] labels, Func<int, int[]> rowsOf,
        EpochCallback? after = null, CancellationToken stop = default)
    {
        var (network, protocol) = (steps.Network, steps.Protocol);
        int[] places = [];
        after?.Invoke(0, network);
        for (var epoch = 0; epoch < protocol.Epochs && network.IsFinite; epoch++)
        {
            var rows = rowsOf(epoch);
            places = epoch == 0 ? [.. Enumerable.Range(0, rows.Length)] : places;
            indices.Stream(Purpose.Order, (uint)epoch).Shuffle(places.AsSpan());
            foreach (var chunk in places.Chunk(Math.Min(protocol.Batch, places.Length)))
            {
                stop.ThrowIfCancellationRequested();
                steps.Step(features, Array.ConvertAll(chunk, place => rows[place]), labels);
            }

            if (after is not null && network.IsFinite && !after(epoch + 1, network))
            {
                break;
            }
        }

        return network;
    }
}
