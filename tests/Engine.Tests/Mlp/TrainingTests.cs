using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

public sealed class TrainingTests
{
    [Fact]
    public void Training_lowers_the_loss()
    {
        var job = Job.Draw(12, [10, 5], 3, true, Activation.Tanh, Job.Plain with { Epochs = 60 }, 60);
        double Loss(int epochs) =>
            (job with { Protocol = job.Protocol with { Epochs = epochs } }).Train()
            .MeanLoss(job.Features, job.Rows, job.Labels, Symmetry.Engine.Settings.Loss.CrossEntropy);
        Assert.True(Loss(60) < Loss(0) / 2);
    }

    [Fact]
    public void Training_without_epochs_gives_the_initial_network()
    {
        var job = Job.Draw(12, [10, 5], 3, true, Activation.Tanh, Job.Plain with { Epochs = 0 }, 5);
        var initial = Reference.Initial(job.Architecture, job.Protocol.Initialisation, job.Indices);
        Assert.Equal(initial.WeightsOf(1), job.Train().WeightsOf(1));
    }

    [Fact]
    public void Diverging_training_ends_with_a_network_that_is_not_finite()
    {
        var protocol = Job.Plain with { LearningRate = 1000, WeightDecay = 1000, Epochs = int.MaxValue };
        var network = Job.Draw(12, [10, 5], 3, true, Activation.Relu, protocol, 60).Train();
        Assert.False(network.IsFinite);
        Assert.Equal(0, network.CountCorrect(new(1, 12), [0], [0]));
    }

    [Fact]
    public void Cancelled_training_throws()
    {
        var job = Job.Draw(12, [10, 5], 3, true, Activation.Tanh, Job.Plain with { Epochs = int.MaxValue }, 60);
        using var stop = new CancellationTokenSource();
        var training = Task.Run(() => Training.Run(
            job.Architecture, job.Protocol, job.Indices, job.Features, job.Rows, job.Labels, stop: stop.Token));
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => training.GetAwaiter().GetResult());
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        var job = Job.Draw(12, [4], 3, true, Activation.Tanh, Job.Plain, 5);
        Assert.Throws<ArgumentException>(() => (job with { Rows = [] }).Train());
        Assert.Throws<ArgumentException>(() => (job with { Rows = [8] }).Train());
        Assert.Throws<ArgumentException>(() => (job with { Rows = [-1] }).Train());
        Assert.Throws<ArgumentException>(() => (job with { Labels = [3, 3, 3, 3, 3, 3, 3, 3] }).Train());
        Assert.Throws<ArgumentException>(() => (job with { Architecture = job.Architecture with { Inputs = 11 } }).Train());
        Assert.Throws<ArgumentOutOfRangeException>(
            () => (job with { Protocol = job.Protocol with { Batch = 0 } }).Train());
    }

    [Fact]
    public void Order_of_the_rows_depends_on_its_stream_index()
    {
        var job = Job.Draw(12, [4], 3, true, Activation.Tanh, Job.Plain, 50);
        var reordered = Training.Run(
            job.Architecture, job.Protocol, job.Indices with { Order = 2 }, job.Features, job.Rows, job.Labels);
        Assert.NotEqual(reordered.Weight(0, 0, 0), job.Train().Weight(0, 0, 0));
    }
}
