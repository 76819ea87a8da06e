using Symmetry.Engine.Mlp;
using Symmetry.Engine.Mlp.Kernels;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

/// <summary>Goal: networks that are trained together get the bits of each one alone. Method: train both ways, compare every parameter.</summary>
[Trait("bits", "everywhere")]
public sealed class TrainingTogetherTests
{
    // They differ in everything that may differ; the inputs, the rows, the classes and the batch size are the same.
    private static readonly Func<Job, Job>[] Variants =
    [
        job => job,
        job => Changed(job, protocol => protocol with { LearningRate = 0.02f, Momentum = 0 }),
        job => Changed(job, protocol => protocol with { Optimizer = OptimizerKind.Adam, LearningRate = 0.01f, Epochs = 4 }) with { BiasScale = 0.5f },
        job => Changed(job, protocol => protocol with { Optimizer = OptimizerKind.Nesterov, WeightDecay = 0.01f, Loss = Loss.SquaredError }),
        job => Changed(job, protocol => protocol with { Initialisation = Initialisation.Lecun, Epochs = 1 }) with
        {
            Architecture = job.Architecture with { Hidden = new Widths(17), Bias = false, Activation = Activation.Relu },
        },
    ];

    [Theory]
    [InlineData(64, 8)]
    [InlineData(64, 45)]
    [InlineData(300, 8)]
    [InlineData(7, 1)]
    public void Different_networks_together_have_the_bits_of_each_alone(int inputs, int batch)
    {
        var first = Job.Draw(inputs, [10, 5], 4, true, Activation.Tanh, Job.Plain with { Batch = batch, Epochs = 3 }, 70);
        foreach (var width in Enum.GetValues<VectorWidth>())
        {
            for (var count = 1; count <= Variants.Length; count++)
            {
                Job[] jobs = [.. Variants.Take(count).Select(vary => vary(first))];
                var together = RunTogether(width, [.. jobs.Select(job => Run(job))], first);
                Assert.All(jobs.Zip(together), pair => Assert.Equal(pair.First.TrainReference().Bits(), pair.Second.Bits()));
            }
        }
    }

    [Fact]
    public void Rows_that_change_from_epoch_to_epoch_are_shared()
    {
        var first = Job.Draw(20, [7, 6], 4, true, Activation.Tanh, Job.Plain with { Epochs = 4 }, 45) with
        {
            RowsOf = static epoch => [.. Enumerable.Range(0, 40).Select(row => (row * (epoch + 1)) % 47)],
        };
        Job[] jobs = [.. Variants.Select(vary => vary(first))];
        var together = RunTogether(CpuFeatures.Widest, [.. jobs.Select(job => Run(job))], first);
        Assert.All(jobs.Zip(together), pair => Assert.Equal(pair.First.TrainReference().Bits(), pair.Second.Bits()));
    }

    [Fact]
    public void One_that_diverges_leaves_the_others_as_they_are() => CheckOthers(
        job => Run(Changed(job, protocol => protocol with { LearningRate = 1e30f, WeightDecay = 1e10f })),
        ended => Assert.False(ended.IsFinite));

    [Fact]
    public void One_that_ends_after_an_epoch_leaves_the_others_as_they_are() => CheckOthers(
        job => Run(job, (epochs, _) => epochs < 3),
        ended => Assert.Equal(Changed(Plain, protocol => protocol with { Epochs = 3 }).TrainReference().Bits(), ended.Bits()));

    [Fact]
    public void One_that_is_cancelled_leaves_the_others_as_they_are()
    {
        var epochsSeen = 0;
        CheckOthers(
            job =>
            {
                var stop = new CancellationTokenSource();
                return Run(
                    job,
                    (epochs, _) =>
                    {
                        epochsSeen = epochs;
                        if (epochs == 2)
                        {
                            stop.Cancel();
                        }

                        return true;
                    },
                    stop.Token);
            },
            _ => Assert.Equal(2, epochsSeen));
    }

    [Fact]
    public void Callback_sees_the_networks_that_it_would_see_alone()
    {
        var (alone, together) = (new List<int[]>(), new List<int[]>());
        Training.RunTogether([Run(Plain, (_, network) => See(alone, network))], Plain.Indices, Plain.Features, new(Plain.Rows), Plain.Labels);
        RunTogether(CpuFeatures.Widest, [Run(Variants[1](Plain)), Run(Plain, (_, network) => See(together, network)), Run(Variants[2](Plain))], Plain);
        Assert.Equal(Plain.Protocol.Epochs + 1, alone.Count);
        Assert.Equal(alone, together);

        static bool See(List<int[]> seen, Network network)
        {
            seen.Add(network.Bits());
            return true;
        }
    }

    [Fact]
    public void Different_batch_sizes_or_classes_are_refused()
    {
        var other = Changed(Plain, protocol => protocol with { Batch = 7 });
        Assert.Throws<ArgumentException>(() => RunTogether(CpuFeatures.Widest, [Run(Plain), Run(other)], Plain));
        other = Plain with { Architecture = Plain.Architecture with { Outputs = 5 } };
        Assert.Throws<ArgumentException>(() => RunTogether(CpuFeatures.Widest, [Run(Plain), Run(other)], Plain));
    }

    private static Job Plain => Job.Draw(64, [10, 5], 4, true, Activation.Tanh, Job.Plain with { Epochs = 5 }, 70);

    private static void CheckOthers(Func<Job, TrainingRun> ending, Action<Network> check)
    {
        var others = new[] { Plain, Variants[1](Plain), Variants[2](Plain) };
        for (var place = 0; place <= others.Length; place++)
        {
            var runs = others.Select(job => Run(job)).ToList();
            runs.Insert(place, ending(Plain));
            var trained = RunTogether(CpuFeatures.Widest, runs, Plain).ToList();
            check(trained[place]);
            trained.RemoveAt(place);
            Assert.All(others.Zip(trained), pair => Assert.Equal(pair.First.TrainReference().Bits(), pair.Second.Bits()));
        }
    }

    private static TrainingRun Run(Job job, EpochCallback? after = null, CancellationToken stop = default) => new(job.Initial(), job.Protocol, after, stop);

    private static IEnumerable<Network> RunTogether(VectorWidth width, IReadOnlyList<TrainingRun> runs, Job job)
    {
        Training.RunTogetherAt(width, runs, job.Indices, job.Features, job.RowsOf is null ? new(job.Rows) : new(job.RowsOf), job.Labels);
        return runs.Select(run => run.Network);
    }

    private static Job Changed(Job job, Func<Protocol, Protocol> change) => job with { Protocol = change(job.Protocol) };
}
