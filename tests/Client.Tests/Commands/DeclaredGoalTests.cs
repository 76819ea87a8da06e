using System.Text.Json;
using Spectre.Console.Testing;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Commands;

/// <summary>Runs, plans, claims and goals of an experiment whose metrics are its own.</summary>
public sealed class DeclaredGoalTests : IDisposable
{
    private const string Spec = """
        name: own
        replicates: 12
        program: [own]
        metrics: {loss: {better: smaller}, score: {better: larger}, hits: {better: larger, kind: proportion}}
        axes: {model: [a, b, c, d, e]}

        """;

    private readonly TemporaryFolder folder = new();
    private readonly Session session = new() { Store = new FakeStore { Result = DeclaredResults.Make } };

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Terminal_shows_the_leaders_in_the_default_metric()
    {
        using var terminal = new TestConsole().Width(100).Height(11);
        using var live = new Session { Terminal = terminal, Store = session.Store };
        Assert.Equal(0, await live.RunAsync("run", folder.Write("own.yaml", Spec)));

        Assert.Contains("leaders: the best mean in loss so far; and 2 more cells", terminal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("X_test", terminal.Output, StringComparison.Ordinal);
        var last = terminal.Output[terminal.Output.LastIndexOf("model", StringComparison.Ordinal)..].Split('\n').Select(line => line.Trim()).ToList();
        Assert.EndsWith("loss", last[0], StringComparison.Ordinal);
        Assert.Equal(["e", "d", "c"], last.Where(line => line.Contains('±', StringComparison.Ordinal)).Select(line => line[..1]));
    }

    [Fact]
    public async Task Plan_is_about_the_default_metric()
    {
        var spec = folder.Write("own.yaml", Spec);
        var sweep = SpecReader.Read(Spec, "own.yaml", "own");
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("plan", spec, "--half-width", "2e-7", "--from", "own"));
        Assert.Contains("own: replicates for 95 % intervals of +-2E-07.", session.Out, StringComparison.Ordinal);
        Assert.Contains("sd in loss", session.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("until:", session.Out, StringComparison.Ordinal);

        using var json = new Session { Store = session.Store };
        Assert.Equal(0, await json.RunAsync("plan", spec, "--power", "0.9", "--difference", "1e-7", "--from", "own", "--json"));
        var goal = JsonDocument.Parse(json.Out).RootElement.GetProperty("goal");
        Assert.Equal(4, goal.GetProperty("family").GetInt32());
        Assert.InRange(goal.GetProperty("cells")[1].GetProperty("sd").GetDouble(), 1e-7, 1e-6);
    }

    [Fact]
    public async Task Width_beyond_a_proportion_is_rejected()
    {
        var spec = folder.Write("hits.yaml", Spec.Replace("loss: {better: smaller}, score: {better: larger}, ", "", StringComparison.Ordinal));

        Assert.Equal(2, await session.RunAsync("plan", spec, "--half-width", "1.5"));
        Assert.Equal("--half-width: expected a number above 0 and below 1 for the proportion hits, got '1.5'.\n", session.Error);
    }

    [Fact]
    public async Task Claims_are_about_the_default_metric()
    {
        var spec = folder.Write("own.yaml", Spec + """
            claims:
              - {says: the first model has the larger loss, order: {greater: {model: a}, than: {model: b}}}
              - {says: the last model is best, best: {of: {model: e}}}
              - {says: it scores, bound: {of: {model: c}, on: score, atLeast: 5000, every: true}}
            """);
        var sweep = SpecReader.Read(Spec, "own.yaml", "own");
        session.Store.Add(sweep, sweep.Trials);

        Assert.Equal(0, await session.RunAsync("claims", spec, "--json"));
        var claims = JsonDocument.Parse(session.Out).RootElement.GetProperty("claims").EnumerateArray();
        Assert.Equal(["holds", "holds", "holds"], claims.Select(claim => claim.GetProperty("answer").GetString()));
    }

    [Theory]
    [InlineData("equal: {of: {model: a}}", "equal compares accuracy and accuracy_inverted, which program does not measure.")]
    [InlineData("bound: {of: {model: a}, on: accuracy, atLeast: 0}", "Unknown metric 'accuracy'. Valid metrics: loss, score, hits, seconds.")]
    public void Claim_about_accuracies_is_rejected(string claim, string sentence)
    {
        var refused = Assert.Throws<SpecFileException>(() => SpecReader.ReadDocument($"{Spec}claims: [{{says: s, {claim}}}]\n", "own.yaml", "own"));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Claim_needs_a_metric_where_none_has_a_direction()
    {
        const string none = "name: n\nreplicates: 2\nprogram: [own]\nmetrics: {note: {better: none}}\naxes: {model: [a, b]}\n";
        var refused = Assert.Throws<SpecFileException>(() => SpecReader.ReadDocument(
            none + "claims: [{says: s, bound: {of: {model: a}, atLeast: 0}}]\n", "n.yaml", "n"));
        Assert.Contains(
            "bound needs the key 'on', because no metric of this sweep says which values are better. Valid metrics: note, seconds.",
            refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Race_and_width_name_their_metric()
    {
        var race = folder.Write("race.yaml", Spec.Replace("replicates: 12", "replicates: {best: 0.95, atMost: 50}", StringComparison.Ordinal));
        Assert.Equal(0, await session.RunAsync("plan", race));
        Assert.Contains("a race for the best loss at level 0.95", session.Out, StringComparison.Ordinal);

        using var width = new Session();
        var hits = Spec.Replace("replicates: 12", "replicates: {until: 0.05, atMost: 50}", StringComparison.Ordinal)
            .Replace("loss: {better: smaller}, score: {better: larger}, ", "", StringComparison.Ordinal);
        Assert.Equal(0, await width.RunAsync("plan", folder.Write("hits.yaml", hits)));
        Assert.Contains("until +-0.05 in hits, at most 50 replicates", width.Out, StringComparison.Ordinal);
    }
}
