using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

/// <summary>
/// Goal: a step goes down the slope of the loss that is reported. Method: one step of plain SGD over all rows, whose change of a
/// parameter is −rate·gradient, against central differences of a second implementation of the network, here, in doubles.
/// </summary>
public sealed class GradientTests
{
    private const double Step = 1e-5;
    private const float Rate = 0.25f;

    [Theory]
    [CombinatorialChoices]
    public void Gradient_equals_the_central_difference_of_the_loss(Activation activation, Loss loss, bool bias, bool decays)
    {
        foreach (var hidden in new int[][] { [], [3], [4, 3] })
        {
            var decay = decays ? 0.05f : 0;
            var protocol = new Protocol(OptimizerKind.Sgd, Rate, 0, int.MaxValue, 1, decay, loss, Initialisation.He);
            var job = Job.Draw(5, hidden, 4, bias, activation, protocol, 9);
            var start = Reference.Initial(job.Architecture, protocol.Initialisation, job.Indices);
            var trained = job.Train();
            for (var layer = 0; layer < job.Architecture.Layers; layer++)
            {
                CheckWeights(job, start, trained, layer);
                CheckBiases(job, start, trained, layer);
            }
        }
    }

    private static void CheckWeights(Job job, Network start, Network trained, int layer)
    {
        var weights = Plain.Copy(start);
        for (var i = 0; i < weights.Weights[layer].Length; i++)
        {
            var slope = Slope(job, weights, ref weights.Weights[layer][i])
                + (job.Protocol.WeightDecay * start.WeightsOf(layer)[i]);
            Compare(slope, start.WeightsOf(layer)[i], trained.WeightsOf(layer)[i]);
        }
    }

    private static void CheckBiases(Job job, Network start, Network trained, int layer)
    {
        var weights = Plain.Copy(start);
        for (var j = 0; j < weights.Biases[layer].Length; j++)
        {
            var slope = job.Architecture.Bias ? Slope(job, weights, ref weights.Biases[layer][j]) : 0;
            Compare(slope, start.Bias(layer, j), trained.Bias(layer, j));
        }
    }

    // Rounding of floats near 1: some 2⁻²⁴ a term, divided by the rate. The differences' own error is Step².
    private static void Compare(double slope, float before, float after) =>
        Assert.Equal(slope, (before - (double)after) / Rate, 4e-6);

    private static double Slope(Job job, Plain plain, ref double parameter)
    {
        var value = parameter;
        parameter = value + Step;
        var above = plain.Loss(job);
        parameter = value - Step;
        var below = plain.Loss(job);
        parameter = value;
        return (above - below) / (2 * Step);
    }

    private sealed record Plain(Architecture Architecture, double[][] Weights, double[][] Biases)
    {
        public static Plain Copy(Network network)
        {
            var layers = Enumerable.Range(0, network.Architecture.Layers);
            return new Plain(
                network.Architecture,
                [.. layers.Select(l => network.WeightsOf(l).ToArray().Select(static w => (double)w).ToArray())],
                [.. layers.Select(l => network.BiasesOf(l).ToArray().Select(static b => (double)b).ToArray())]);
        }

        public double Loss(Job job)
        {
            var sum = 0.0;
            foreach (var row in job.Rows)
            {
                sum += Loss(job.Features, row, job.Labels[row], job.Protocol.Loss);
            }

            return sum / job.Rows.Length;
        }

        private double Loss(FeatureMatrix features, int row, int label, Loss loss)
        {
            var x = features.Row(row).ToArray().Select(static v => (double)v).ToArray();
            for (var layer = 0; layer < Weights.Length; layer++)
            {
                var z = new double[Biases[layer].Length];
                for (var j = 0; j < z.Length; j++)
                {
                    z[j] = Biases[layer][j] + x.Select((v, i) => v * Weights[layer][(j * x.Length) + i]).Sum();
                }

                x = layer == Weights.Length - 1 ? z : [.. z.Select(Activate)];
            }

            var total = x.Sum(Math.Exp);
            return loss == Symmetry.Engine.Settings.Loss.CrossEntropy
                ? Math.Log(total) - x[label]
                : x.Select((v, k) => Math.Pow((Math.Exp(v) / total) - (k == label ? 1 : 0), 2)).Sum() / 2;
        }

        private double Activate(double z) => Architecture.Activation switch
        {
            Activation.Tanh => Math.Tanh(z),
            Activation.Relu => Math.Max(z, 0),
            Activation.Logistic => 1 / (1 + Math.Exp(-z)),
            Activation.Softsign => z / (1 + Math.Abs(z)),
            Activation.HardTanh => Math.Clamp(z, -1, 1),
            Activation.Algebraic => z / Math.Sqrt(1 + (z * z)),
            Activation.Linear => z,
            Activation.Elu => z > 0 ? z : Math.Exp(z) - 1,
            Activation.LeakyRelu => Math.Max(z, 0.01 * z),
            _ => throw new ArgumentOutOfRangeException(nameof(z)),
        };
    }
}
