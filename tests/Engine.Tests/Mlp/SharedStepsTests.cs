using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Ways;

public sealed class TrainingTests
{
    private static readonly SymmetryGroup Group = SymmetryGroup.Of(GroupKind.Rotations, 3, 3);

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.Nesterov)]
    [InlineData(OptimizerKind.Adam)]
    public void Stepped_training_of_rows_that_stay_is_training_bit_for_bit(OptimizerKind optimizer)
    {
        var (matrix, labels) = Orbits(images: 9);
        var shape = new Architecture(9, new Widths(4, 3), 3, Bias: true, Activation.Tanh);
        var protocol = Protocol.Of(TrialSettings.Default with { Optimizer = optimizer, Epochs = 3, Batch = 7 });
        int[] rows = [.. Enumerable.Range(0, matrix.Rows).Reverse()];
        var draws = StreamIndices.Replicate(4, 2);
        var one = Training.Run(shape, protocol, draws, matrix, rows, labels);
        var other = SteppedTraining.Run(
            SteppedTraining.Initial(shape, protocol, 0, draws), protocol, draws, matrix, _ => rows, labels, after: null, CancellationToken.None);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            Assert.Equal(one.WeightsOf(layer).ToArray(), other.WeightsOf(layer).ToArray());
            Assert.Equal(one.BiasesOf(layer).ToArray(), other.BiasesOf(layer).ToArray());
        }
    }

    // One step of plain gradient descent at rate r moves a parameter by −r times the slope of the mean loss, which central
    // differences of the loss give; floats leave about three digits.
    [Theory]
    [InlineData(Activation.Tanh, Loss.CrossEntropy)]
    [InlineData(Activation.Logistic, Loss.SquaredError)]
    public void A_step_of_the_shared_network_is_the_slope_of_its_loss(Activation activation, Loss loss)
    {
        var (matrix, labels) = Orbits(images: 5);
        var shape = new Architecture(9, new Widths(4, 3), 3, Bias: true, activation);
        var protocol = Protocol.Of(TrialSettings.Default with { LearningRate = 1, Momentum = 0, Loss = loss });
        var start = SteppedTraining.Initial(shape, protocol, 0.5f, StreamIndices.Replicate(4, 2));
        var stepped = SteppedTraining.Initial(shape, protocol, 0.5f, StreamIndices.Replicate(4, 2));
        new SharedTraining(stepped, protocol, Group.Order).Step(matrix, [0, 1, 2, 3, 4], labels);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            for (var k = 0; k < start.WeightsOf(layer).Length; k++)
            {
                var step = stepped.WeightsOf(layer)[k] - start.WeightsOf(layer)[k];
                ref var weight = ref start.MutableWeightsOf(layer)[k];
                var at = weight;
                weight = at + 0.01f;
                var above = MeanLoss(start);
                weight = at - 0.01f;
                var below = MeanLoss(start);
                weight = at;
                Assert.Equal(-(above - below) / 0.02, step, 2e-4);
            }
        }

        double MeanLoss(Network network)
        {
            var shared = new SharedTraining(network, protocol, Group.Order);
            return Enumerable.Range(0, 5).Average(image =>
                Reference.LossOf(shared.Logits(matrix, image), labels[image * Group.Order], loss));
        }
    }

    [Fact]
    public void A_shared_network_gives_all_images_of_an_orbit_the_same_logits()
    {
        var (matrix, _) = Orbits(images: 1);
        var shape = new Architecture(9, new Widths(4, 3), 3, Bias: true, Activation.Tanh);
        var protocol = Protocol.Of(TrialSettings.Default);
        var shared = new SharedTraining(SteppedTraining.Initial(shape, protocol, 0.5f, StreamIndices.Replicate(4, 2)), protocol, Group.Order);
        var logits = shared.Logits(matrix, 0).ToArray();
        for (var g = 0; g < Group.Order; g++)
        {
            var moved = new FeatureMatrix(Group.Order, 9);
            for (var h = 0; h < Group.Order; h++)
            {
                Group.Apply(h, matrix.Row(g), moved.Writable(h));
            }

            Assert.All(shared.Logits(moved, 0).ToArray().Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        }
    }

    private static (FeatureMatrix Matrix, byte[] Labels) Orbits(int images)
    {
        var stream = new RandomStream(11, Purpose.Split, 0);
        var matrix = new FeatureMatrix(images * Group.Order, 9);
        var labels = new byte[matrix.Rows];
        var x = new float[9];
        for (var i = 0; i < images; i++)
        {
            foreach (ref var pixel in x.AsSpan())
            {
                pixel = (2 * stream.NextFloat()) - 1;
            }

            for (var g = 0; g < Group.Order; g++)
            {
                Group.Apply(g, x, matrix.Writable((i * Group.Order) + g));
                labels[(i * Group.Order) + g] = (byte)(i % 3);
            }
        }

        return (matrix, labels);
    }
}
