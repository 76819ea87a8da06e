using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Mlp.Kernels;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

/// <summary>Goal: any vector width gives the bits of the reference. Method: train with the kernels and with the reference, compare every parameter.</summary>
public sealed class TrainingBitsTests
{
    private static readonly VectorWidth[] All = [VectorWidth.Scalar, VectorWidth.Four, VectorWidth.Eight, VectorWidth.Sixteen];

    [Fact]
    public void Every_number_of_inputs_gives_the_reference_bits() =>
        Each(1, 40, n => Job.Draw(n, [10, 5], 10, true, Activation.Tanh, Job.Plain, 21));

    [Fact]
    public void Every_width_of_the_first_hidden_layer_gives_the_reference_bits() =>
        Each(1, 40, n => Job.Draw(17, [n, 5], 10, n % 2 == 0, Activation.Tanh, Job.Plain, 21));

    [Fact]
    public void Every_width_of_the_second_hidden_layer_gives_the_reference_bits() =>
        Each(1, 40, n => Job.Draw(9, [10, n], 10, true, Activation.Logistic, Job.Plain, 21));

    [Fact]
    public void Every_number_of_classes_gives_the_reference_bits() =>
        Each(2, 40, n => Job.Draw(9, [10, 5], n, true, Activation.Tanh, Job.Plain, 21));

    [Fact]
    public void Every_size_of_a_batch_and_every_remainder_gives_the_reference_bits()
    {
        Each(1, 70, batch => Job.Draw(9, [4, 3], 3, true, Activation.Tanh, Job.Plain with { Batch = batch }, 69));
        Each(1, 40, rows => Job.Draw(9, [4, 3], 3, true, Activation.Tanh, Job.Plain with { Batch = 16 }, rows));
        Each(1, 40, rows => Job.Draw(9, [4, 3], 3, false, Activation.Tanh, Job.Plain with { Batch = int.MaxValue }, rows));
    }

    [Fact]
    public void Shapes_drawn_in_all_dimensions_give_the_reference_bits()
    {
        var stream = new RandomStream(9, Purpose.Split, 0);
        int Draw(int min, int max) => min + (int)stream.Below((uint)(max - min + 1));
        for (var i = 0; i < 150; i++)
        {
            var hidden = new int[Draw(0, 3)];
            foreach (ref var width in hidden.AsSpan())
            {
                width = Draw(1, 40);
            }

            var protocol = new Protocol(
                (OptimizerKind)Draw(0, 2), Draw(1, 100) / 500f, Draw(0, 9) / 10f, Draw(1, 50), Draw(1, 3),
                Draw(0, 1) * 0.01f, (Loss)Draw(0, 1), (Initialisation)Draw(0, 2));
            Check(Job.Draw(Draw(1, 40), hidden, Draw(2, 40), Draw(0, 1) == 1, (Activation)Draw(0, 8), protocol, Draw(1, 60)));
        }
    }

    [Theory]
    [CombinatorialChoices]
    public void Every_choice_gives_the_reference_bits(
        Activation activation, Loss loss, OptimizerKind optimizer, bool bias, bool decays)
    {
        var protocol = Job.Plain with { Optimizer = optimizer, Loss = loss, WeightDecay = decays ? 0.01f : 0, LearningRate = 0.05f };
        Check(Job.Draw(20, [7, 6], 4, bias, activation, protocol, 45));
    }

    [Fact]
    public void Odd_shapes_give_the_reference_bits()
    {
        Check(Job.Draw(64, [], 10, true, Activation.Tanh, Job.Plain, 50));
        Check(Job.Draw(64, [], 10, false, Activation.Tanh, Job.Plain, 50));
        Check(Job.Draw(64, [1], 10, true, Activation.Relu, Job.Plain, 50));
        Check(Job.Draw(64, [64, 64], 10, true, Activation.Tanh, Job.Plain, 50));
        Check(Job.Draw(2080, [10, 5], 10, true, Activation.Tanh, Job.Plain, 40));
        Check(Job.Draw(1, [1, 1, 1, 1], 2, true, Activation.Tanh, Job.Plain, 40));
        Check(Job.Draw(300, [130, 20], 256, true, Activation.Tanh, Job.Plain, 40));
    }

    [Theory]
    [CombinatorialChoices]
    public void Fixed_biases_give_the_reference_bits(OptimizerKind optimizer, bool decays)
    {
        var protocol = Job.Plain with { Optimizer = optimizer, WeightDecay = decays ? 0.01f : 0, LearningRate = 0.05f };
        foreach (var hidden in new int[][] { [], [10, 5], [16], [15, 33] })
        {
            Check(Job.Draw(20, hidden, 16, false, Activation.Tanh, protocol, 45) with { BiasScale = 0.5f });
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    public void Rows_that_change_from_epoch_to_epoch_give_the_reference_bits(int batch) => Check(
        Job.Draw(20, [7, 6], 4, true, Activation.Tanh, Job.Plain with { Batch = batch, Epochs = 4 }, 45) with
        {
            RowsOf = static epoch => [.. Enumerable.Range(0, 40).Select(row => (row * (epoch + 1)) % 47)],
        });

    // Recorded once: a change here is a change of the numerics version. They hold with any vector unit switched off, too.
    [Theory]
    [InlineData("e6c02ee421a6d87a52984aaffe22bc13599fbdb0e1f47247", Activation.Tanh, Activation.Relu, Activation.Logistic)]
    [InlineData("84347b93871ec4224a4f70dafaf28de1ebe033ccc0a9bad9",
        Activation.Softsign, Activation.HardTanh, Activation.Algebraic, Activation.Linear, Activation.Elu, Activation.LeakyRelu)]
    public void Trained_networks_have_the_recorded_bits(string bits, params Activation[] activations)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var optimizer in Enum.GetValues<OptimizerKind>())
        {
            foreach (var activation in activations)
            {
                foreach (var loss in Enum.GetValues<Loss>())
                {
                    var protocol = Job.Plain with { Optimizer = optimizer, Loss = loss, WeightDecay = 0.001f, LearningRate = 0.02f };
                    var job = Job.Draw(64, [10, 5], 10, true, activation, protocol, 300);
                    var network = job.Train();
                    hash.AppendData(MemoryMarshal.AsBytes(network.Bits().AsSpan()));
                    hash.AppendData(BitConverter.GetBytes(network.MeanLoss(job.Features, job.Rows, job.Labels, loss)));
                }
            }
        }

        Assert.Equal(bits, Convert.ToHexStringLower(hash.GetHashAndReset())[..48]);
    }

    private static void Each(int min, int max, Func<int, Job> job)
    {
        for (var n = min; n <= max; n++)
        {
            Check(job(n));
        }
    }

    private static void Check(Job job)
    {
        var expected = job.TrainReference().Bits();
        foreach (var width in All)
        {
            var network = job.TrainAt(width);
            Assert.True(expected.AsSpan().SequenceEqual(network.Bits()), $"{width}: {job}");
        }
    }
}
