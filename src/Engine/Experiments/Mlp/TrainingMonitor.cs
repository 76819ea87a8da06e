using Symmetry.Engine.Mlp;

namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>What a trial does between its epochs: it may keep the best network, and it may end training.</summary>
/// <param name="Rule">What ends training; null if nothing does.</param>
/// <param name="Best">What keeps the best network; null if the last one is the trial's.</param>
internal sealed record TrainingMonitor(StoppingRule? Rule, BestEpoch? Best)
{
    /// <summary><see cref="Observe"/>; null if there is nothing to do between epochs.</summary>
    public EpochCallback? Callback => Rule is null && Best is null ? null : Observe;

    /// <summary>Looks at the network after an epoch, and decides whether training continues: an <see cref="EpochCallback"/>.</summary>
    public bool Observe(int epochs, Network network)
    {
        Best?.Observe(epochs, network);
        return Rule is null || Rule.ShouldContinue(epochs, network);
    }

    /// <summary>The network of a trial that ends here: the best one so far if it is kept, else the current one.</summary>
    public Network Choose(Network current) => Best?.Network ?? current;
}
