using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

public sealed class BestEpochTests
{
    private static readonly Architecture Shape = new(3, new Widths(2), 2, true, Activation.Tanh);

    [Fact]
    public void Earliest_of_the_best_epochs_is_kept_and_the_untrained_network_does_not_count()
    {
        double[] accuracies = [0.2, 0.5, 0.4, 0.5];
        var asked = 0;
        var best = new BestEpoch(_ => accuracies[asked++]);
        var networks = Enumerable.Range(0, 5).Select(i => Reference.Initial(Shape, Initialisation.Glorot, StreamIndices.Replicate(1, (uint)i))).ToArray();

        best.Observe(0, networks[0]);
        Assert.Equal((0, null), (best.Epochs, best.Network));
        for (var epoch = 1; epoch < 5; epoch++)
        {
            best.Observe(epoch, networks[epoch]);
        }

        Assert.Equal((4, 2), (asked, best.Epochs));
        Assert.Equal(networks[2].Weight(1, 1, 1), best.Network?.Weight(1, 1, 1));
    }

    [Fact]
    public void Kept_network_is_a_copy_that_later_steps_do_not_change()
    {
        var network = Reference.Initial(Shape, Initialisation.Glorot, StreamIndices.Replicate(1, 0));
        network.MutableBiasesOf(0)[1] = 0.25f;
        var weight = network.Weight(0, 1, 2);
        var best = new BestEpoch(_ => 0.5);

        best.Observe(1, network);
        network.MutableWeightsOf(0).Fill(7);
        network.MutableBiasesOf(0).Fill(7);
        best.Observe(2, network);

        Assert.Equal((weight, 0.25f), (best.Network!.Weight(0, 1, 2), best.Network.Bias(0, 1)));
    }
}
