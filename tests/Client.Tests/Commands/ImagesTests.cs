using System.Text.Json;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Commands;

/// <summary>Questions about single test images, on made-up outcomes of the right number of test images.</summary>
public sealed class ImagesTests : IDisposable
{
    private const string Spec = "name: images\nreplicates: 12\naxes: {features: [identity, gradient]}\n";

    private static readonly Sweep Sweep = Read(Spec + "keep: outcomes\n");

    private readonly Session session = new() { Store = new FakeStore { Result = WithOutcomes } };

    public ImagesTests() => session.Store.Add(Sweep, Sweep.Trials);

    public void Dispose() => session.Dispose();

    [Fact]
    public async Task Each_cell_has_its_intervals_disagreement_and_majority()
    {
        Assert.Equal(0, await session.RunAsync("images", "images", "--ensemble", "3"));
        var words = Words(session.Out);

        Assert.StartsWith("images: rate on X_test over runs, and over runs and test images.", words, StringComparison.Ordinal);
        Assert.Contains("cell disagreement 95 % interval majority of 3 one run voted on", words, StringComparison.Ordinal);
        Assert.Contains("plurality voting among these runs is right on at least this share", words, StringComparison.Ordinal);
        Assert.All(session.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public async Task Json_and_markdown_have_the_same_answers()
    {
        var cells = (await JsonAsync("images", "images", "--json")).GetProperty("cells");
        Assert.Equal(2, cells.GetArrayLength());
        Assert.Equal((12, "identity"), (cells[0].GetProperty("runs").GetInt32(), cells[0].GetProperty("name").GetString()));
        var (lower, mean) = (cells[0].GetProperty("overRunsAndImages")[0].GetDouble(), cells[0].GetProperty("mean").GetDouble());
        Assert.True(lower < mean);

        using var markdown = new Session { Store = session.Store };
        Assert.Equal(0, await markdown.RunAsync("images", "images", "--format", "markdown"));
        Assert.Contains($"| {mean.ToString("F4", System.Globalization.CultureInfo.InvariantCulture)} |", markdown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_gives_the_churn_of_every_other_cell()
    {
        var answer = await JsonAsync("images", "images", "--baseline", "features=gradient", "--on", "accuracy_inverted", "--json");

        Assert.Equal((1, "inverted"), (answer.GetProperty("baseline").GetInt32(), answer.GetProperty("on").GetString()));
        var other = answer.GetProperty("comparisons")[0];
        Assert.Equal((0, 12), (other.GetProperty("cell").GetInt32(), other.GetProperty("pairs").GetInt32()));
        Assert.Equal(
            other.GetProperty("churn").GetDouble(), other.GetProperty("onlyCell").GetDouble() + other.GetProperty("onlyBaseline").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task Two_trials_are_compared_by_McNemars_test()
    {
        var answer = await JsonAsync("images", "images", "--trials", "0:3", "features=gradient:3", "--json");
        var counts = new[] { "both", "onlyFirst", "onlySecond", "neither" }.Sum(name => answer.GetProperty(name).GetInt32());

        Assert.Equal((1800, 360), (counts, answer.GetProperty("originals").GetInt32()));
        Assert.Equal([(0, 3), (1, 3)], answer.GetProperty("trials").EnumerateArray()
            .Select(trial => (trial.GetProperty("cell").GetInt32(), trial.GetProperty("replicate").GetInt32())));
        Assert.InRange(answer.GetProperty("p").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task Sweep_without_outcomes_gets_one_sentence()
    {
        var plain = Read(Spec);
        session.Store.Add(plain, plain.Trials);

        Assert.Equal(2, await session.RunAsync("images", plain.Id));
        Assert.Equal($"{plain.Id} keeps no outcomes per image. Add 'keep: outcomes' to its specification.\n", session.Error);
        Assert.Equal("", session.Out);
    }

    [Theory]
    [InlineData("--ensemble: expected an odd whole number, so that there is always a majority, got 4.", "--ensemble", "4")]
    [InlineData("--trials compares two trials. Give it without --baseline and --ensemble.", "--trials", "0:1", "1:1", "--baseline", "0")]
    [InlineData("--baseline compares cells. Give it without --ensemble.", "--baseline", "0", "--ensemble", "3")]
    [InlineData("Unknown metric 'train_loss'. Valid metrics: accuracy, accuracy_inverted.", "--on", "train_loss")]
    [InlineData("--trials: expected a cell, a colon and a replicate from 0 to 11, such as 0:11, got '0'.", "--trials", "0", "1:1")]
    public async Task Options_that_make_no_sense_give_exit_code_2(string sentence, params string[] options)
    {
        Assert.Equal(2, await session.RunAsync(["images", "images", .. options]));
        Assert.Equal(sentence + "\n", session.Error);
    }

    [Fact]
    public async Task Table_with_intervals_over_images_says_where_they_are_from()
    {
        Assert.Equal(0, await session.RunAsync("table", "images", "--interval", "images"));
        Assert.Contains("from the outcomes per image (two-way clusters)", Words(session.Out), StringComparison.Ordinal);

        using var plain = new Session();
        plain.Store.Add(Read(Spec), 24);
        Assert.Equal(0, await plain.RunAsync("table", "images", "--interval", "images"));
        Assert.Contains("from counts (a bound)", Words(plain.Out), StringComparison.Ordinal);
    }

    // Image i is right where a multiple of it, of the cell and of the replicate says so.
    private static TrialResult WithOutcomes(Sweep sweep, long trial)
    {
        if (!sweep.Spec.KeepsOutcomes)
        {
            return FakeResults.Plain(sweep, trial);
        }

        var (cell, replicate) = (sweep.CellOf(trial).Number, sweep.ReplicateOf(trial));
        bool[] original = [.. Enumerable.Range(0, 1800).Select(i => ((i * 7) + (replicate * 3) + (cell * 5)) % 10 < 8)];
        bool[] transformed = [.. original.Select((right, i) => right && i % 3 == 0)];
        return Classification.Completed(original.Count(right => right), transformed.Count(right => right), 1800, 0.5)
            .WithOutcomes(TestOutcomes.Pack(original, transformed));
    }

    private static Sweep Read(string text) => SpecReader.Read(text, "images.yaml", "images");

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        Assert.Equal(0, await session.RunAsync(arguments));
        return JsonDocument.Parse(session.Out).RootElement;
    }
}
