using System.Text.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Commands;

/// <summary>Every verb that concludes something takes every metric.</summary>
public sealed class MetricOptionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Session session = new();

    public MetricOptionTests() => session.Store.Add(PaperSweep.Create(12, 1), 120);

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Table_shows_the_requested_metrics()
    {
        Assert.Equal(0, await session.RunAsync("table", "paper", "--on", "train_loss,seconds"));
        Assert.StartsWith("paper: train_loss, seconds, 10 cells, 12 replicates per cell.\n", session.Out, StringComparison.Ordinal);
        Assert.Contains("Student's t over replicates", session.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("X_test", session.Out.Split("Exact facts")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_has_the_requested_metrics_beside_the_accuracies()
    {
        Assert.Equal(0, await session.RunAsync("table", "paper", "--on", "loss", "--format", "json"));
        var tests = JsonDocument.Parse(session.Out).RootElement.GetProperty("cells")[0].GetProperty("tests");

        Assert.Equal(["original", "inverted", "train_loss"], tests.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            tests.GetProperty("original").EnumerateObject().Select(property => property.Name),
            tests.GetProperty("train_loss").EnumerateObject().Select(property => property.Name));
        Assert.InRange(tests.GetProperty("train_loss").GetProperty("mean").GetDouble(), 2.302, 2.4);
    }

    [Fact]
    public async Task Requested_accuracies_give_the_default_table()
    {
        Assert.Equal(0, await session.RunAsync("table", "paper", "--on", "accuracy,accuracy_inverted", "--format", "json"));
        using var plain = new Session { Store = session.Store };
        Assert.Equal(0, await plain.RunAsync("table", "paper", "--format", "json"));

        Assert.Equal(plain.Out, session.Out);
    }

    [Fact]
    public async Task Comparison_in_another_metric_has_a_family_of_its_own()
    {
        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0", "--on", "train_loss", "--json"));
        var root = JsonDocument.Parse(session.Out).RootElement;

        Assert.Equal(("train_loss", 9), (root.GetProperty("metric").GetString(), root.GetProperty("family").GetInt32()));
        Assert.Equal(12, root.GetProperty("comparisons")[0].GetProperty("pairs").GetInt32());
    }

    [Fact]
    public async Task Old_word_and_name_are_the_same_metric()
    {
        Assert.Equal(0, await session.RunAsync("compare", "paper", "--baseline", "0", "--on", "inverted", "--json"));
        using var named = new Session { Store = session.Store };
        Assert.Equal(0, await named.RunAsync("compare", "paper", "--baseline", "0", "--on", "accuracy_inverted", "--json"));

        Assert.Equal(named.Out, session.Out);
    }

    [Theory]
    [InlineData("table", "paper", "--on", "orignal")]
    [InlineData("compare", "paper", "--baseline", "0", "--on", "orignal")]
    [InlineData("report", "paper", "--to", "-", "--on", "orignal")]
    [InlineData("plot", "paper", "--to", "x.svg", "--on", "orignal")]
    public async Task Unknown_metric_gives_exit_code_2_and_the_valid_ones(params string[] arguments)
    {
        Assert.Equal(2, await session.RunAsync(arguments));
        Assert.Equal("Unknown metric 'orignal'. Valid metrics: accuracy, accuracy_inverted, train_loss, seconds, sum. Did you mean original?\n", session.Error);
    }

    [Fact]
    public async Task Interval_from_counts_is_not_given_for_real_numbers()
    {
        Assert.Equal(2, await session.RunAsync("table", "paper", "--on", "train_loss", "--interval", "images"));
        Assert.Equal("--interval images is for proportions, and train_loss is a real number. Use t, skewed, bca or run.\n", session.Error);
    }

    [Fact]
    public async Task Report_and_plots_are_of_the_metric()
    {
        Assert.Equal(0, await session.RunAsync("report", "paper", "--to", "-", "--on", "train_loss"));
        Assert.Contains("<h2>train_loss</h2>", session.Out, StringComparison.Ordinal);
        Assert.Contains("difference in train_loss, cell minus baseline", session.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("on both test sets", session.Out, StringComparison.Ordinal);
        foreach (var show in (string[])["runs", "differences"])
        {
            Assert.Equal(0, await session.RunAsync("plot", "paper", "--to", folder.File($"{show}.svg"), "--show", show, "--on", "train_loss"));
        }
    }

    [Fact]
    public async Task Variance_is_that_of_the_metric()
    {
        var sweep = SpecReader.Read("name: crossed\nreplicates: {weights: 3, orders: 4}\n", "crossed.yaml", "crossed");
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("variance", "crossed", "--on", "train_loss,accuracy", "--json"));
        Assert.Equal(
            ["train_loss", "original"],
            JsonDocument.Parse(session.Out).RootElement.GetProperty("analyses").EnumerateArray().Select(analysis => analysis.GetProperty("on").GetString()));
    }
}
