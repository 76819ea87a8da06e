using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Mlp;

/// <summary>Ends a training before its last epoch: when a target is reached, or when the loss has stopped falling.</summary>
/// <remarks>
/// Asked after every epoch, and a function of what the epochs left behind alone: deterministic, so that a training that is begun
/// again ends at the same epoch.
/// </remarks>
/// <param name="target">The accuracy that is enough, in (0, 1); 0 for none.</param>
/// <param name="patience">Epochs in a row without a loss below the least so far, after which training ends; 0 for any number.</param>
/// <param name="accuracy">The accuracy of a network; asked where there is a target.</param>
/// <param name="loss">The mean training loss of a network; asked where patience ends.</param>
internal sealed class StoppingRule(double target, int patience, Func<Network, double> accuracy, Func<Network, double> loss)
{
    private double least = double.PositiveInfinity;
    private int without;

    /// <summary>Epochs that were asked about: how many training took.</summary>
    public int Epochs { get; private set; }

    /// <summary>Whether the target was reached.</summary>
    public bool IsReached { get; private set; }

    /// <summary>The rule of a trial's settings; null where they have none.</summary>
    /// <param name="settings">Target and patience.</param>
    /// <param name="accuracy">The accuracy of a network.</param>
    /// <param name="loss">The mean training loss of a network.</param>
    public static StoppingRule? Of(TrialSettings settings, Func<Network, double> accuracy, Func<Network, double> loss) =>
        settings.HasStoppingRule ? new StoppingRule(settings.TargetAccuracy, settings.Patience, accuracy, loss) : null;

    /// <summary>Whether training goes on: a <see cref="EpochCallback"/>.</summary>
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
            var now = loss(network);
            without = now < least ? 0 : without + 1;
            least = Math.Min(least, now);
        }

        return patience == 0 || without < patience;
    }
}
