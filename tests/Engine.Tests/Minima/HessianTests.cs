using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Points;
using Symmetry.Engine.Features;
using Symmetry.Engine.Groups;
using Symmetry.Engine.Minima;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Tests.Experiments;

namespace Symmetry.Engine.Tests.Minima;

public sealed class HessianTests
{
    public static TheoryData<Activation, Loss, bool, double> Cases()
    {
        var data = new TheoryData<Activation, Loss, bool, double>();
        foreach (var activation in Enum.GetValues<Activation>())
        {
            foreach (var loss in Enum.GetValues<Loss>())
            {
                data.Add(activation, loss, true, 0);
                data.Add(activation, loss, false, 0.1);
            }
        }

        return data;
    }

    // Central differences with step 1e-5 in double: their error is some 1e-10 from the step and 1e-11 from rounding.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_and_Hessian_equal_central_differences(Activation activation, Loss kind, bool bias, double decay)
    {
        var network = Draw(new Architecture(3, new Widths(4, 3), 3, bias, activation));
        var loss = new LossSurface(network, kind, decay);
        var theta = loss.Parameters(network);
        var (rows, labels) = Rows(7, 3);
        var gradient = loss.Gradient(theta, rows, labels);
        var hessian = loss.Hessian(theta, rows, labels);
        for (var a = 0; a < loss.Count; a++)
        {
            var (above, below) = ((double[])theta.Clone(), (double[])theta.Clone());
            above[a] += 1e-5;
            below[a] -= 1e-5;
            Assert.Equal((loss.Loss(above, rows, labels) - loss.Loss(below, rows, labels)) / 2e-5, gradient[a], 1e-8);
            var (gAbove, gBelow) = (loss.Gradient(above, rows, labels), loss.Gradient(below, rows, labels));
            for (var b = 0; b < loss.Count; b++)
            {
                Assert.Equal((gAbove[b] - gBelow[b]) / 2e-5, hessian[a, b], 1e-8);
                Assert.Equal(hessian[b, a], hessian[a, b]);
            }
        }
    }

    [Theory]
    [InlineData(Loss.CrossEntropy)]
    [InlineData(Loss.SquaredError)]
    public void Loss_in_double_equals_the_loss_of_the_network_up_to_its_rounding(Loss kind)
    {
        var network = Draw(new Architecture(3, new Widths(4, 3), 3, Bias: true, Activation.Tanh));
        var (rows, labels) = Rows(7, 3);
        var matrix = new FeatureMatrix(7, 3);
        for (var i = 0; i < 7; i++)
        {
            Array.ConvertAll(rows[i], value => (float)value).CopyTo(matrix.MutableRow(i));
        }

        var loss = new LossSurface(network, kind, 0);
        Assert.Equal(network.MeanLoss(matrix, [0, 1, 2, 3, 4, 5, 6], labels, kind), loss.Loss(loss.Parameters(network), rows, labels), 1e-6);
    }

    // Two equal inputs and one that is always 0 are two relations; so are two pixels that never change, beside a bias.
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(true, 0.01)]
    public void Dependent_inputs_and_the_shift_of_logits_are_counted_as_exact_zero_modes(bool bias, double decay)
    {
        var shape = new Architecture(5, new Widths(4), 3, bias, Activation.Tanh);
        var network = Draw(shape);
        var loss = new LossSurface(network, Loss.CrossEntropy, decay);
        var theta = loss.Parameters(network);
        var (drawn, labels) = Rows(40, 3);
        double[][] rows = [.. drawn.Select(row => new[] { row[0], row[1], row[2], row[1], 0 })];
        var exact = ExactZeroModes.Count(loss, shape, theta, rows, decay);
        Assert.Equal(decay > 0 ? 1 : (4 * 2) + 4 + (bias ? 1 : 0), exact);
        Assert.Equal(exact, Spectrum.Compute(loss.Hessian(theta, rows, labels)).NearZero(1e-13));
    }

    [Fact]
    public void Dead_rectifier_is_counted_as_exact_zero_modes()
    {
        // Unit 0 is below 0 on all rows.
        var shape = new Architecture(2, new Widths(2), 2, Bias: true, Activation.Relu);
        var network = Network.Create(shape, [[.1f, .1f, .7f, -.4f], [.3f, .2f, -.5f, .6f]], [[-9f, .2f], [.1f, -.2f]]);
        var loss = new LossSurface(network, Loss.CrossEntropy, 0);
        var (rows, labels) = Rows(40, 2);
        var theta = loss.Parameters(network);
        var hessian = Spectrum.Compute(loss.Hessian(theta, rows, [.. labels.Select(label => (byte)(label % 2))]));

        // 3 into it; out of it 2; the shift of the other unit's weights and of the biases 2. One more: the rectifier's scale.
        Assert.Equal(7, ExactZeroModes.Count(loss, shape, theta, rows, 0));
        Assert.InRange(hessian.NearZero(1e-13), 7, 8);
    }

    [Fact]
    public void Related_parameters_have_the_loss_on_x_that_the_original_ones_have_on_gx()
    {
        var group = SymmetryGroup.Create(GroupKind.InversionRotations, 2, 2);
        var shape = new Architecture(4, new Widths(3), 3, Bias: true, Activation.Tanh);
        var network = Draw(shape);
        var loss = new LossSurface(network, Loss.CrossEntropy, 0);
        var theta = loss.Parameters(network);
        var (rows, labels) = Rows(6, 4);
        for (var g = 0; g < group.Order; g++)
        {
            var moved = Array.ConvertAll(rows, row =>
            {
                var target = new float[4];
                group.Apply(g, Array.ConvertAll(row, value => (float)value), target);
                return Array.ConvertAll(target, value => (double)value);
            });
            Assert.Equal(
                loss.Loss(theta, moved, labels), loss.Loss(RelatedMinima.Transform(loss, shape, group, g, theta), rows, labels), 1e-14);
        }
    }

    // Goal: section 4.1's Goldstone modes. Method: a model of the plane is brought to a minimum by Newton's steps. On circles
    // one direction beyond the exact one is flat, and it is the rotation of the weights; on ellipses none is.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1.3, 0)]
    public void Minimum_has_a_flat_direction_only_if_it_breaks_a_rotation(double stretch, int expected)
    {
        const double decay = 1e-3;
        var shape = new Architecture(2, new Widths(4), 2, Bias: true, Activation.Tanh);
        var network = Draw(shape);
        var loss = new LossSurface(network, Loss.CrossEntropy, decay);
        var (rows, labels) = PointClouds.Circles(64, stretch);
        var theta = NewtonDescent.Run(loss, loss.Parameters(network), rows, labels);
        Assert.InRange(loss.Gradient(theta, rows, labels).Max(Math.Abs), 0, 1e-9);
        var spectrum = Spectrum.Compute(loss.Hessian(theta, rows, labels));
        var exact = ExactZeroModes.Count(loss, shape, theta, rows, decay);
        Assert.Equal(0, spectrum.Negative(1e-7));
        Assert.Equal(expected, spectrum.NearZero(1e-7) - exact);

        var generator = PointClouds.Generator(loss, theta);
        var size = Math.Sqrt(generator.Sum(value => value * value));
        Assert.True(size > 0.1);
        var hessian = loss.Hessian(theta, rows, labels);
        var curvature = 0.0;
        for (var a = 0; a < loss.Count; a++)
        {
            for (var b = 0; b < loss.Count; b++)
            {
                curvature += generator[a] * hessian[a, b] * generator[b] / (size * size);
            }
        }

        Assert.Equal(expected == 1, Math.Abs(curvature) < 1e-7 * spectrum.Largest);
    }

    [Fact]
    public void Trial_measures_its_minimum()
    {
        var settings = MlpSettings.Default with
        {
            Epochs = 20,
            TrainFraction = 0.03,
            TestFraction = 0.05,
            Hidden = new Widths(3),
            Training = TrainingSet.Both,
            Measure = MeasureKind.Minimum,
        };
        var result = MlpTrial.Run(settings, StreamIndices.Replicate(1, 0), new FeatureStore());
        Assert.Equal(TrialOutcome.Completed, result.Outcome);
        var values = result.Values.ToDictionary(value => value.Name, value => value.Value);
        Assert.Equal((65 * 3) + (4 * 10), values["hessian_parameters"]);
        Assert.Equal(values["train_loss"], values["loss_at_end"], 1e-5);

        // Trained on both: the inversion's image of a minimum is one (eq. 16).
        Assert.Equal(0, values["related_loss_difference"], 1e-12);
        Assert.True(values["related_barrier"] > 0);
        Assert.True(values["near_zero_modes_1e_8"] >= 0);
    }

    private static Network Draw(Architecture shape) =>
        ReferenceTraining.Initial(shape, Initialisation.Glorot, biasScale: 0.5f, StreamIndices.Replicate(7, 3));

    private static (double[][] Rows, byte[] Labels) Rows(int count, int columns)
    {
        var stream = new RandomStream(12, Purpose.Split, 0);
        var rows = new double[count][];
        for (var i = 0; i < count; i++)
        {
            rows[i] = new double[columns];
            for (var k = 0; k < columns; k++)
            {
                rows[i][k] = (2 * stream.NextFloat()) - 1;
            }
        }

        return (rows, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))]);
    }
}
