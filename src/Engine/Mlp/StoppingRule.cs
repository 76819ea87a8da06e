namespace Symmetry.Engine.Mlp;

/// <summary>Ends training before its last epoch when a target is reached or the loss no longer falls.</summary>
/// <remarks>
/// Called after every epoch. It depends only on the networks after the epochs, so a repeated training ends at the same epoch.
/// </remarks>
/// <param name="target">The accuracy that ends training, in (0, 1); 0 for none.</param>
/// <param name="patience">The number of consecutive epochs without a new lowest loss that ends training; 0 for no limit.</param>
/// <param name="accuracy">The accuracy of a network; called only if there is a target.</param>
/// <param name="loss">The mean loss of a network that has to fall; called only if there is patience.</param>
internal sealed class StoppingRule(double target, int patience, Func<Network, double> accuracy, Func<Network, double> loss)
{
    private double lowest = double.PositiveInfinity;
    private int epochsWithoutProgress;

    /// <summary>The number of epochs that training took.</summary>
    public int Epochs { get; private set; }

    /// <summary>Whether the target was reached.</summary>
    public bool IsReached { get; private set; }

    /// <summary>Whether training continues: a <see cref="EpochCallback"/>.</summary>
    public bool ShouldContinue(int epochs, Network network)
    {
        if (epochs == 0)
        {
            return true;
        }

        Epochs = epochs;
        if (target > 0 && accuracy(network) >= target)
        {
            IsReached = true;
            return false;
        }

        if (patience > 0)
        {
            var current = loss(network);
            epochsWithoutProgress = current < lowest ? 0 : epochsWithoutProgress + 1;
            lowest = Math.Min(lowest, current);
        }

        return patience == 0 || epochsWithoutProgress < patience;
    }
}
