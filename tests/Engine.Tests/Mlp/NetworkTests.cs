using Symmetry.Engine.Features;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Mlp.Kernels;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

public sealed class NetworkTests
{
    private static readonly Width[] All = [Width.Scalar, Width.Four, Width.Eight, Width.Sixteen];

    [Theory]
    [CombinatorialChoices]
    public void Every_width_measures_what_the_definition_measures(Activation activation, Loss loss, bool bias)
    {
        for (var rows = 1; rows < 75; rows += 1 + (rows / 3))
        {
            var job = Job.Of(21, [13, 6], 7, bias, activation, Job.Plain, rows);
            var network = job.Train();
            var logits = new float[7];
            var (correct, sum) = (0, 0.0);
            foreach (var row in job.Rows)
            {
                Reference.Logits(network, job.Features.Row(row), logits);
                correct += Reference.IsCorrect(logits, job.Labels[row]) ? 1 : 0;
                sum += Reference.LossOf(logits, job.Labels[row], loss);
            }

            foreach (var width in All)
            {
                Assert.Equal(correct, network.CountCorrectAt(width, job.Features, job.Rows, job.Labels));
                Assert.Equal(sum / rows, network.MeanLossAt(width, job.Features, job.Rows, job.Labels, loss), 0.0);
            }
        }
    }

    [Fact]
    public void A_network_without_biases_is_odd()
    {
        var job = Job.Of(20, [10, 5], 10, false, Activation.Tanh, Job.Plain, 60);
        var network = job.Train();
        var mirrored = new FeatureMatrix(job.Features.Rows, 20);
        var (there, here) = (new float[10], new float[10]);
        foreach (var row in job.Rows)
        {
            for (var i = 0; i < 20; i++)
            {
                mirrored.Writable(row)[i] = -job.Features.Row(row)[i];
            }

            network.Logits(job.Features, row, there);
            network.Logits(mirrored, row, here);
            Assert.Equal(there, here.Select(static z => -z));
            network.WithFirstLayerNegated().Logits(job.Features, row, there);
            Assert.Equal(there, here);
        }
    }

    [Fact]
    public void A_first_layer_with_the_opposite_sign_sees_the_opposite_image_also_with_biases()
    {
        var job = Job.Of(20, [10, 5], 10, true, Activation.Logistic, Job.Plain, 60);
        var network = job.Train();
        var mirrored = new FeatureMatrix(job.Features.Rows, 20);
        for (var row = 0; row < mirrored.Rows; row++)
        {
            for (var i = 0; i < 20; i++)
            {
                mirrored.Writable(row)[i] = -job.Features.Row(row)[i];
            }
        }

        Assert.Equal(
            network.MeanLoss(mirrored, job.Rows, job.Labels, Loss.CrossEntropy),
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
    public void A_tie_for_the_largest_logit_and_NaN_are_wrong(float[] logits, int label, bool isCorrect)
    {
        var architecture = new Architecture(1, default, 3, true, Activation.Tanh);
        var network = Network.Of(architecture, [new float[3]], [logits]);
        var features = new FeatureMatrix(1, 1);
        foreach (var width in All)
        {
            Assert.Equal(isCorrect ? 1 : 0, network.CountCorrectAt(width, features, [0], [(byte)label]));
        }
    }

    [Fact]
    public void The_loss_of_equal_logits_is_the_logarithm_of_the_number_of_classes()
    {
        var network = Network.Of(new Architecture(1, default, 10, false, Activation.Tanh), [new float[10]], []);
        var loss = network.MeanLoss(new FeatureMatrix(2, 1), [0, 1], [3, 4], Loss.CrossEntropy);
        Assert.Equal(Math.Log(10), loss, 1e-15);
        Assert.Equal(0.45, network.MeanLoss(new FeatureMatrix(2, 1), [0, 1], [3, 4], Loss.SquaredError), 1e-15);
    }

    [Fact]
    public void Explicit_numbers_are_kept_and_wrong_counts_are_refused()
    {
        var architecture = new Architecture(2, new Widths(1), 2, true, Activation.Tanh);
        var network = Network.Of(architecture, [[1, 2], [3, 4]], [[5], [6, 7]]);
        Assert.Equal(2, network.Weight(0, 0, 1));
        Assert.Equal(4, network.Weight(1, 1, 0));
        Assert.Equal(5, network.Bias(0, 0));
        Assert.Equal(7, network.Bias(1, 1));
        Assert.Equal(-2, network.WithFirstLayerNegated().Weight(0, 0, 1));
        Assert.Equal(5, network.WithFirstLayerNegated().Bias(0, 0));
        Assert.Throws<ArgumentException>(() => Network.Of(architecture, [[1, 2], [3]], [[5], [6, 7]]));
        Assert.Throws<ArgumentException>(() => Network.Of(architecture, [[1, 2], [3, 4]], [[5]]));
        Assert.Throws<ArgumentException>(() => network.CountCorrect(new FeatureMatrix(1, 3), [0], [0]));
        Assert.Throws<ArgumentException>(() => network.CountCorrect(new FeatureMatrix(1, 2), [1], [0]));
    }

    [Fact]
    public void Initial_weights_fill_their_interval_and_biases_are_zero()
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
