using Symmetry.Engine.Mlp;
using Symmetry.Engine.Mlp.Kernels;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

public sealed class NetworkTests
{
    private static readonly VectorWidth[] All = [VectorWidth.Scalar, VectorWidth.Four, VectorWidth.Eight, VectorWidth.Sixteen];

    [Theory]
    [CombinatorialChoices]
    public void Every_vector_width_gives_the_accuracy_and_loss_of_the_reference(Activation activation, Loss loss, bool bias)
    {
        for (var rows = 1; rows < 75; rows += 1 + (rows / 3))
        {
            var job = Job.Draw(21, [13, 6], 7, bias, activation, Job.Plain, rows);
            var network = job.Train();
            var logits = new float[7];
            var (marks, sum) = (new List<bool>(), 0.0);
            foreach (var row in job.Rows)
            {
                Reference.Logits(network, job.Features.Row(row), logits);
                marks.Add(Reference.IsCorrect(logits, job.Labels[row]));
                sum += Reference.LossOf(logits, job.Labels[row], loss);
            }

            foreach (var width in All)
            {
                var marked = new bool[rows];
                Assert.Equal(marks.Count(isCorrect => isCorrect), network.CountCorrectAt(width, job.Features, job.Rows, job.Labels, marked));
                Assert.Equal(marks, marked);
                Assert.Equal(sum / rows, network.MeanLossAt(width, job.Features, job.Rows, job.Labels, loss), 0.0);
            }
        }
    }

    [Fact]
    public void Every_vector_width_gives_the_logits_of_the_reference_and_writes_no_others()
    {
        for (var count = 0; count < 75; count += 1 + (count / 3))
        {
            var job = Job.Draw(21, [13, 6], 7, count % 2 == 0, Activation.Tanh, Job.Plain, 80);
            var network = job.Train();
            var expected = new float[(count + 1) * 7];
            for (var row = 0; row < count; row++)
            {
                Reference.Logits(network, job.Features.Row(row), expected.AsSpan(row * 7, 7));
            }

            foreach (var width in All)
            {
                var logits = new float[expected.Length];
                network.LogitsOfFirstAt(width, job.Features, count, logits);
                Assert.Equal(Array.ConvertAll(expected, BitConverter.SingleToInt32Bits), Array.ConvertAll(logits, BitConverter.SingleToInt32Bits));
            }
        }
    }

    [Fact]
    public void Fixed_biases_count_at_every_vector_width_though_they_are_not_trained()
    {
        var job = Job.Draw(21, [13, 6], 7, bias: false, Activation.Tanh, Job.Plain, 60);
        var network = ReferenceTraining.Initial(job.Architecture, Initialisation.Glorot, 1, job.Indices);
        var logits = new float[7];
        var (correct, sum) = (0, 0.0);
        foreach (var row in job.Rows)
        {
            Reference.Logits(network, job.Features.Row(row), logits);
            correct += Reference.IsCorrect(logits, job.Labels[row]) ? 1 : 0;
            sum += Reference.LossOf(logits, job.Labels[row], Loss.CrossEntropy);
        }

        Assert.NotEqual(sum / 60, Reference.Initial(job.Architecture, Initialisation.Glorot, job.Indices)
            .MeanLoss(job.Features, job.Rows, job.Labels, Loss.CrossEntropy));
        foreach (var width in All)
        {
            Assert.Equal(correct, network.CountCorrectAt(width, job.Features, job.Rows, job.Labels));
            Assert.Equal(sum / 60, network.MeanLossAt(width, job.Features, job.Rows, job.Labels, Loss.CrossEntropy), 0.0);
        }
    }

    [Fact]
    public void Network_without_biases_and_with_tanh_is_odd()
    {
        var job = Job.Draw(20, [10, 5], 10, false, Activation.Tanh, Job.Plain, 60);
        var network = job.Train();
        var negated = new FeatureMatrix(job.Features.Rows, 20);
        var (original, inverted) = (new float[10], new float[10]);
        foreach (var row in job.Rows)
        {
            for (var i = 0; i < 20; i++)
            {
                negated.MutableRow(row)[i] = -job.Features.Row(row)[i];
            }

            network.Logits(job.Features, row, original);
            network.Logits(negated, row, inverted);
            Assert.Equal(original, inverted.Select(static z => -z));
            network.WithFirstLayerNegated().Logits(job.Features, row, original);
            Assert.Equal(original, inverted);
        }
    }

    [Fact]
    public void Negated_first_layer_on_x_equals_the_network_on_minus_x_with_biases_too()
    {
        var job = Job.Draw(20, [10, 5], 10, true, Activation.Logistic, Job.Plain, 60);
        var network = job.Train();
        var negated = new FeatureMatrix(job.Features.Rows, 20);
        for (var row = 0; row < negated.Rows; row++)
        {
            for (var i = 0; i < 20; i++)
            {
                negated.MutableRow(row)[i] = -job.Features.Row(row)[i];
            }
        }

        Assert.Equal(
            network.MeanLoss(negated, job.Rows, job.Labels, Loss.CrossEntropy),
            network.WithFirstLayerNegated().MeanLoss(job.Features, job.Rows, job.Labels, Loss.CrossEntropy),
            0.0);
    }

    [Theory]
    [InlineData(new[] { 1f, 1f, 0f }, 0, false)]
    [InlineData(new[] { 1f, 1f, 0f }, 1, false)]
    [InlineData(new[] { 1f, 0.5f, 0.5f }, 0, true)]
    [InlineData(new[] { 0f, -0f, -1f }, 0, false)]
    [InlineData(new[] { 1f, float.NaN, 0f }, 0, false)]
    [InlineData(new[] { float.NaN, 1f, 0f }, 0, false)]
    [InlineData(new[] { float.NaN, float.NaN, float.NaN }, 2, false)]
    [InlineData(new[] { float.PositiveInfinity, 1f, 0f }, 0, true)]
    public void Tie_for_the_largest_logit_or_NaN_is_wrong(float[] logits, int label, bool isCorrect)
    {
        var architecture = new Architecture(1, default, 3, true, Activation.Tanh);
        var network = Network.Create(architecture, [new float[3]], [logits]);
        var features = new FeatureMatrix(1, 1);
        foreach (var width in All)
        {
            Assert.Equal(isCorrect ? 1 : 0, network.CountCorrectAt(width, features, [0], [(byte)label]));
        }
    }

    [Fact]
    public void Equal_logits_have_the_logarithm_of_the_number_of_classes_as_loss()
    {
        var network = Network.Create(new Architecture(1, default, 10, false, Activation.Tanh), [new float[10]], []);
        var loss = network.MeanLoss(new FeatureMatrix(2, 1), [0, 1], [3, 4], Loss.CrossEntropy);
        Assert.Equal(Math.Log(10), loss, 1e-15);
        Assert.Equal(0.45, network.MeanLoss(new FeatureMatrix(2, 1), [0, 1], [3, 4], Loss.SquaredError), 1e-15);
    }

    [Fact]
    public void Given_parameters_are_kept_and_wrong_counts_are_refused()
    {
        var architecture = new Architecture(2, new Widths(1), 2, true, Activation.Tanh);
        var network = Network.Create(architecture, [[1, 2], [3, 4]], [[5], [6, 7]]);
        Assert.Equal(2, network.Weight(0, 0, 1));
        Assert.Equal(4, network.Weight(1, 1, 0));
        Assert.Equal(5, network.Bias(0, 0));
        Assert.Equal(7, network.Bias(1, 1));
        Assert.Equal(-2, network.WithFirstLayerNegated().Weight(0, 0, 1));
        Assert.Equal(5, network.WithFirstLayerNegated().Bias(0, 0));
        Assert.Throws<ArgumentException>(() => Network.Create(architecture, [[1, 2], [3]], [[5], [6, 7]]));
        Assert.Throws<ArgumentException>(() => Network.Create(architecture, [[1, 2], [3, 4]], [[5]]));
        Assert.Throws<ArgumentException>(() => network.CountCorrect(new FeatureMatrix(1, 3), [0], [0]));
        Assert.Throws<ArgumentException>(() => network.CountCorrect(new FeatureMatrix(1, 2), [1], [0]));
    }

    [Fact]
    public void Initial_weights_are_uniform_in_their_interval_and_biases_are_zero()
    {
        var architecture = new Architecture(64, new Widths(10), 10, true, Activation.Tanh);
        var network = Reference.Initial(architecture, Initialisation.Glorot, StreamIndices.Replicate(1, 1));
        var width = Math.Sqrt(6.0 / 74);
        var weights = network.WeightsOf(0).ToArray();
        Assert.All(weights, w => Assert.InRange(w, -width, width));

        // Variance of a uniform draw: width²/3, with standard error of 640 draws width²·√(4/45/640).
        var variance = weights.Average(static w => (double)w * w);
        Assert.InRange(variance, width * width * ((1.0 / 3) - 0.06), width * width * ((1.0 / 3) + 0.06));
        Assert.Equal(0, network.Bias(0, 3));
        var expected = new RandomStream(1, Purpose.Weights, 1, 1);
        Assert.Equal(((2 * expected.NextFloat()) - 1) * (float)Math.Sqrt(6.0 / 20), network.Weight(1, 0, 0));
    }
}
