using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Tests.Mlp;

/// <summary>All parameters of a network, for comparisons of every bit.</summary>
internal static class NetworkBits
{
    public static int[] Bits(this Network network)
    {
        var bits = new List<int>();
        for (var layer = 0; layer < network.Architecture.Layers; layer++)
        {
            foreach (var weight in network.WeightsOf(layer))
            {
                bits.Add(BitConverter.SingleToInt32Bits(weight));
            }

            foreach (var bias in network.BiasesOf(layer))
            {
                bits.Add(BitConverter.SingleToInt32Bits(bias));
            }
        }

        return [.. bits];
    }
}
