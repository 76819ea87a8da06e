namespace Symmetry.Engine.Mlp;

/// <summary>Keeps a copy of the network after the epoch with the highest accuracy; of equal ones the earliest.</summary>
/// <remarks>The untrained network does not count. The copy is allocated once.</remarks>
/// <param name="accuracy">The accuracy of a network; called once per epoch.</param>
internal sealed class BestEpoch(Func<Network, double> accuracy)
{
    private double highest = double.NegativeInfinity;

    /// <summary>The number of epochs after which the network was kept; 0 before the first epoch.</summary>
    public int Epochs { get; private set; }

    /// <summary>The kept network; null before the first epoch.</summary>
    public Network? Network { get; private set; }

    /// <summary>Looks at the network after an epoch.</summary>
    public void Observe(int epochs, Network network)
    {
        if (epochs == 0)
        {
            return;
        }

        var current = accuracy(network);
        if (current > highest)
        {
            (highest, Epochs) = (current, epochs);
            Network ??= Network.CreateZero(network.Architecture);
            network.CopyTo(Network);
        }
    }
}
