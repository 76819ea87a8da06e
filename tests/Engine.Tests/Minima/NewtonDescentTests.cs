using Symmetry.Engine.Experiments.Points;
using Symmetry.Engine.Minima;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Minima;

public sealed class NewtonDescentTests
{
    private static readonly Architecture Shape = new(2, new Widths(2), 2, Bias: true, Activation.Tanh);

    private static readonly (double[][] Rows, byte[] Labels) Circles = PointClouds.Circles(8);

    // A loss that is not a number is lower nowhere. Descent that went on would use up its steps, days of them: the token ends it.
    [Fact]
    public void Descent_stops_when_no_damping_lowers_the_loss()
    {
        var (loss, theta) = Start();
        theta[0] = double.NaN;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        var end = NewtonDescent.Run(loss, theta, Circles.Rows, Circles.Labels, steps: int.MaxValue, stop: stop.Token);

        Assert.Equal(theta, end);
    }

    [Fact]
    public void Descent_leaves_the_starting_point_unchanged_and_lowers_the_loss()
    {
        var (loss, theta) = Start();
        var copy = (double[])theta.Clone();

        var end = NewtonDescent.Run(loss, theta, Circles.Rows, Circles.Labels);

        Assert.Equal(copy, theta);
        Assert.InRange(loss.Gradient(end, Circles.Rows, Circles.Labels).Max(Math.Abs), 0, 1e-10);
        Assert.True(loss.Loss(end, Circles.Rows, Circles.Labels) < loss.Loss(theta, Circles.Rows, Circles.Labels));
    }

    // With biases of 0 the network is odd and the points are symmetric under x → −x: descent reaches the least loss of odd networks,
    // ln 2 (plus penalty), which is a saddle where biases may move.
    [Fact]
    public void Descent_leaves_a_saddle()
    {
        var (loss, theta) = Start(biasScale: 0);

        var end = NewtonDescent.Run(loss, theta, Circles.Rows, Circles.Labels);

        Assert.InRange(loss.Loss(end, Circles.Rows, Circles.Labels), 0, Math.Log(2) - 0.05);
        Assert.Equal(0, Spectrum.Compute(loss.Hessian(end, Circles.Rows, Circles.Labels)).Negative(1e-7));
    }

    [Fact]
    public void Cancelled_descent_throws()
    {
        var (loss, theta) = Start();

        Assert.Throws<OperationCanceledException>(() => NewtonDescent.Run(loss, theta, Circles.Rows, Circles.Labels,
            stop: new CancellationToken(canceled: true)));
    }

    private static (LossSurface Loss, double[] Theta) Start(float biasScale = 0.5f)
    {
        var network = ReferenceTraining.Initial(Shape, Initialisation.Glorot, biasScale, StreamIndices.Replicate(7, 3));
        var loss = new LossSurface(network, Loss.CrossEntropy, weightDecay: 1e-3);
        return (loss, loss.Parameters(network));
    }
}
