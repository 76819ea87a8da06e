using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Reading;

/// <summary>Networks written by <c>rerun --weights</c>, evaluated by code that shares nothing with the engine.</summary>
public sealed class WeightsTests : IDisposable
{
    private const string Dying = "features: square, activation: relu, bias: false, hidden: [1]";

    private readonly TemporaryFolder folder = new();
    private readonly Session session = new() { Store = new FakeStore { Result = (sweep, trial) => sweep.SpecOf(trial).Run(new(new())) } };

    public static TheoryData<string> Networks =>
    [
        "features: identity, activation: tanh, bias: false, hidden: [10, 5]",
        "features: identity, training: both, bias: true, hidden: []",
        "features: gradient, activation: logistic, bias: true, hidden: [1]",
        "features: permutation, activation: elu, bias: true, hidden: [7, 6, 5]",
        "features: quadratic, activation: softsign, bias: false, hidden: [4]",
        "features: relative-sign, activation: hard-tanh, bias: false, hidden: [33, 17]",
        "features: square, activation: algebraic, bias: true, hidden: [3]",
        "features: identity, activation: linear, bias: false, biasScale: 0.1, hidden: [5]",
        "features: identity, activation: leaky-relu, bias: true, hidden: [5], validationFraction: 0.3, restore: best",
        "symmetry: ignore, group: dihedral, activation: relu, hidden: [8]",
        "symmetry: fresh, group: rotations, hidden: [8]",
        "symmetry: invariant, group: inversion, hidden: [8]",
        "symmetry: canonical, group: dihedral, activation: relu, hidden: [8]",
        Dying,
    ];

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task Forward_pass_gives_the_stored_counts(string settings)
    {
        var file = await WriteAsync(settings);
        var network = new NumpyFile(file);
        var (original, inverted) = (Classify(network, "x_test"), Classify(network, "x_test_inverted"));

        int[] counts = [original.Count(correct => correct), inverted.Count(correct => correct)];
        Assert.Equal(counts, network.Whole("correct"));
        Assert.Equal(original, Mark(Array.ConvertAll(network.Floats("logits"), z => (double)z), network.Bytes("y_test")));
        Assert.Equal(inverted, Mark(Array.ConvertAll(network.Floats("logits_inverted"), z => (double)z), network.Bytes("y_test")));
        Assert.Contains($",{counts[0]},1800,{counts[1]},1800,", session.Out, StringComparison.Ordinal);

        var python = OtherProgram.PythonWith("numpy");
        var (exitCode, output) = OtherProgram.Run(python, "examples/reading/forward.py", file);
        Assert.Equal((0, $"{file}: {counts[0]} and {counts[1]} of 1800\n"), (exitCode, output));
    }

    [Fact]
    public async Task Images_with_equal_logits_count_as_wrong()
    {
        var network = new NumpyFile(await WriteAsync(Dying));
        var ties = network.Floats("logits").Chunk(10).Count(logits => logits.Distinct().Count() == 1);

        Assert.InRange(ties, 1, 1800);
        Assert.InRange(network.Whole("correct")[0], 0, 1800 - ties);
    }

    [Fact]
    public async Task Same_network_has_the_same_bytes()
    {
        var first = await File.ReadAllBytesAsync(await WriteAsync(Dying));

        Assert.Equal(first, await File.ReadAllBytesAsync(await WriteAsync(Dying)));
    }

    [Theory]
    [InlineData("fixed: {symmetry: average, epochs: 0, hidden: []}", "a prediction of this trial takes more than one forward pass of its network")]
    [InlineData("fixed: {symmetry: share, epochs: 0}", "a prediction of this trial takes more than one forward pass of its network")]
    [InlineData("experiment: noop", "trials of the experiment noop train no network that can be written.")]
    [InlineData("fixed: {activation: relu, learningRate: 1000, weightDecay: 1000, epochs: 3}", "the trial has no network to write: A weight or the loss")]
    public async Task Trial_without_a_network_to_write_is_refused_and_leaves_no_file(string spec, string sentence)
    {
        session.Store.Add(SpecReader.Read($"name: other\nreplicates: 1\n{spec}\n", "other.yaml", "other"), 1);

        Assert.Equal(2, await session.RunAsync("rerun", "other", "0", "0", "--weights", folder.File("network.npz")));
        Assert.StartsWith($"--weights: {sentence}", session.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Trial_that_is_not_reproduced_writes_no_weights()
    {
        using var other = new Session();
        other.Store.Add(SpecReader.Read("name: tiny\nreplicates: 1\nfixed: {epochs: 0, hidden: []}\n", "tiny.yaml", "tiny"), 1);

        Assert.Equal(3, await other.RunAsync("rerun", "tiny", "0", "0", "--weights", folder.File("network.npz")));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private async Task<string> WriteAsync(string settings)
    {
        var spec = SpecReader.Read($"name: net\nreplicates: 1\nfixed: {{{settings}, epochs: 2, trainFraction: 0.1}}\n", "net.yaml", "net");
        session.Store.Add(spec, 1);
        Assert.Equal(0, await session.RunAsync("rerun", spec.Id, "0", "0", "--weights", folder.File("network.npz")));
        return folder.File("network.npz");
    }

    // h = f(W h + b), layer by layer, in double precision.
    private static bool[] Classify(NumpyFile network, string inputs)
    {
        var activation = Activation(network.Text("activation"));
        var layers = network.Names.Count(name => name.StartsWith('W'));
        var labels = network.Bytes("y_test");
        var scores = network.Floats(inputs).Chunk(network.ShapeOf(inputs)[1]).SelectMany(row =>
        {
            var h = Array.ConvertAll(row, x => (double)x);
            for (var layer = 1; layer <= layers; layer++)
            {
                var (weights, biases) = (network.Floats($"W{layer}").Chunk(h.Length), network.Floats($"b{layer}"));
                double[] z = [.. weights.Zip(biases, (w, b) => w.Zip(h, (weight, x) => weight * x).Sum() + b)];
                h = layer < layers ? Array.ConvertAll(z, value => activation(value)) : z;
            }

            return h;
        });
        return Mark([.. scores], labels);
    }

    private static bool[] Mark(double[] logits, byte[] labels) =>
        [.. logits.Chunk(logits.Length / labels.Length).Zip(labels, (row, label) => row.Where((_, k) => k != label).All(other => row[label] > other))];

    private static Func<double, double> Activation(string name) => name switch
    {
        "tanh" => Math.Tanh,
        "relu" => z => Math.Max(z, 0),
        "logistic" => z => 1 / (1 + Math.Exp(-z)),
        "softsign" => z => z / (1 + Math.Abs(z)),
        "hard-tanh" => z => Math.Clamp(z, -1, 1),
        "algebraic" => z => z / Math.Sqrt(1 + (z * z)),
        "linear" => z => z,
        "elu" => z => z > 0 ? z : Math.Exp(z) - 1,
        "leaky-relu" => z => z > 0 ? z : z / 100,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown activation function."),
    };
}
