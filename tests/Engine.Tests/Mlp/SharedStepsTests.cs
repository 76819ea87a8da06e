using Symmetry.Engine.Groups;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Mlp.Kernels;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

public sealed class SharedStepsTests
{
    private static readonly SymmetryGroup Group = SymmetryGroup.Create(GroupKind.Rotations, 3, 3);

    private static readonly StreamIndices Indices = StreamIndices.Replicate(4, 2);

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.Nesterov)]
    [InlineData(OptimizerKind.Adam)]
    public void Reference_training_gives_the_bits_of_the_kernels(OptimizerKind optimizer)
    {
        var (matrix, labels) = Orbits(images: 9);
        var shape = new Architecture(9, new Widths(4, 3), 3, Bias: true, Activation.Tanh);
        var protocol = Job.Plain with { Optimizer = optimizer, Epochs = 3, Batch = 7 };
        int[] rows = [.. Enumerable.Range(0, matrix.Rows).Reverse()];
        var kernel = Training.Run(shape, protocol, Indices, matrix, rows, labels);
        var reference = ReferenceTraining.Run(
            new ReferenceSteps(ReferenceTraining.Initial(shape, protocol.Initialisation, 0, Indices), protocol), Indices, matrix, labels, _ => rows);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            Assert.Equal(kernel.WeightsOf(layer).ToArray(), reference.WeightsOf(layer).ToArray());
            Assert.Equal(kernel.BiasesOf(layer).ToArray(), reference.BiasesOf(layer).ToArray());
        }
    }

    [Theory]
    [CombinatorialChoices]
    public void Kernels_give_the_bits_of_the_reference(OptimizerKind optimizer, Loss loss, Activation activation, bool decays)
    {
        var (matrix, labels) = Orbits(images: 75);
        int[] orbits = [.. Enumerable.Range(1, 70)];
        foreach (var (hidden, batch) in new[] { (new Widths(4, 3), 7), (new Widths(17), 16), (new Widths(10, 5, 4), 70) })
        {
            var shape = new Architecture(9, hidden, 3, Bias: batch != 16, activation);
            var protocol = Job.Plain with { Optimizer = optimizer, Loss = loss, Batch = batch, WeightDecay = decays ? 0.01f : 0, LearningRate = 0.05f };
            var expected = Initial(shape);
            ReferenceTraining.Run(new SharedSteps(expected, protocol, Group.Order), Indices, matrix, labels, _ => orbits);
            foreach (var width in Enum.GetValues<VectorWidth>())
            {
                var trained = Initial(shape);
                Training.RunAt(width, trained, protocol, Indices, matrix, new(orbits, Group.Order), labels);
                for (var layer = 0; layer < shape.Layers; layer++)
                {
                    Assert.Equal(expected.WeightsOf(layer).ToArray(), trained.WeightsOf(layer).ToArray());
                    Assert.Equal(expected.BiasesOf(layer).ToArray(), trained.BiasesOf(layer).ToArray());
                }
            }
        }
    }

    // One step of plain gradient descent at rate r moves a parameter by −r times the slope of the mean loss, which central
    // differences of the loss give; floats leave about three digits.
    [Theory]
    [InlineData(Activation.Tanh, Loss.CrossEntropy)]
    [InlineData(Activation.Logistic, Loss.SquaredError)]
    public void Step_of_the_shared_network_equals_the_central_difference_of_its_loss(Activation activation, Loss loss)
    {
        var (matrix, labels) = Orbits(images: 5);
        var shape = new Architecture(9, new Widths(4, 3), 3, Bias: true, activation);
        var protocol = Job.Plain with { LearningRate = 1, Momentum = 0, Loss = loss };
        var (start, stepped) = (Initial(shape), Initial(shape));
        new SharedSteps(stepped, protocol, Group.Order).Step(matrix, [0, 1, 2, 3, 4], labels);
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
            var shared = new SharedSteps(network, protocol, Group.Order);
            return Enumerable.Range(0, 5).Average(image =>
                Reference.LossOf(shared.Logits(matrix, image), labels[image * Group.Order], loss));
        }
    }

    [Fact]
    public void Shared_network_gives_all_images_of_an_orbit_the_same_logits()
    {
        var (matrix, _) = Orbits(images: 1);
        var shape = new Architecture(9, new Widths(4, 3), 3, Bias: true, Activation.Tanh);
        var shared = new SharedSteps(Initial(shape), Job.Plain, Group.Order);
        var logits = shared.Logits(matrix, 0).ToArray();
        for (var g = 0; g < Group.Order; g++)
        {
            var moved = new FeatureMatrix(Group.Order, 9);
            for (var h = 0; h < Group.Order; h++)
            {
                Group.Apply(h, matrix.Row(g), moved.MutableRow(h));
            }

            Assert.All(shared.Logits(moved, 0).ToArray().Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        }
    }

    private static Network Initial(Architecture shape) => ReferenceTraining.Initial(shape, Initialisation.Glorot, biasScale: 0.5f, Indices);

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
                Group.Apply(g, x, matrix.MutableRow((i * Group.Order) + g));
                labels[(i * Group.Order) + g] = (byte)(i % 3);
            }
        }

        return (matrix, labels);
    }
}
