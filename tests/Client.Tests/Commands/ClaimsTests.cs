using System.Text.Json;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Commands;

/// <summary>Claims are answered after the table, or later from what is stored.</summary>
public sealed class ClaimsTests : IDisposable
{
    private const string Sweep = "name: two\nreplicates: 40\naxes: {bias: [false, true]}\nclaims:\n";
    private const string True = "- {says: rates are rates, bound: {of: {}, on: original, atMost: 1, every: true}}\n";
    private const string False = "- {says: all is lost, bound: {of: {bias: true}, on: original, atMost: 0.1}}\n";

    private readonly TemporaryFolder folder = new();
    private readonly Session session = new();

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Run_prints_answers_to_claims_after_the_table()
    {
        var file = folder.File("two.json");

        Assert.Equal(0, await session.RunAsync("run", folder.Write("two.yaml", Sweep + True), "--json", file));
        Assert.Contains("\nClaims: 1 hold, 0 fail, 0 undecided.\n\nholds        rates are rates\n  false: 40 of 40 trials",
            session.Out, StringComparison.Ordinal);
        var claim = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement.GetProperty("claims")[0];
        Assert.Equal(("rates are rates", "holds"), (claim.GetProperty("says").GetString(), claim.GetProperty("answer").GetString()));
        Assert.StartsWith("false: 40 of 40 trials", claim.GetProperty("evidence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_claim_gives_exit_code_3()
    {
        Assert.Equal(3, await session.RunAsync("run", folder.Write("two.yaml", Sweep + True + False)));
        Assert.Contains("\nFAILS        all is lost\n  true: mean 0.8", session.Out, StringComparison.Ordinal);
    }

    // The fake accuracies on X are 0.81 to 0.84.
    [Theory]
    [InlineData("0.82", 0, "1 not refuted, 0 undecided", "\nnot refuted  printed\n  true: a further run lies in [0.8", "notRefuted")]
    [InlineData("0.65", 3, "1 refuted, 0 undecided", "\nREFUTED      printed\n  true: a further run lies in [0.8", "refuted")]
    public async Task Printed_number_is_refuted_with_exit_code_3_or_not_refuted(string number, int exitCode, string count, string section, string word)
    {
        var file = folder.File("two.json");
        var spec = folder.Write("two.yaml", Sweep + $"- {{says: printed, value: {{of: {{bias: true}}, is: {number}}}}}\n");

        Assert.Equal(exitCode, await session.RunAsync("run", spec, "--json", file));
        Assert.Contains($"Claims: 0 hold, 0 fail, {count}.", session.Out, StringComparison.Ordinal);
        Assert.Contains(section, session.Out, StringComparison.Ordinal);
        Assert.Equal(word, JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement.GetProperty("claims")[0].GetProperty("answer").GetString());
        Assert.Equal(exitCode, await session.RunAsync("claims", spec));
    }

    [Theory]
    [InlineData("best: {of: {bias: true}, on: seconds}", 0, "undecided")]
    [InlineData("superiority: {greater: {bias: true}, than: {bias: false}, atLeast: 0.99}", 3, "FAILS")]
    [InlineData("decided: {between: {bias: true}, and: {bias: false}, within: 0.000001}", 0, "undecided")]
    [InlineData("order: {greater: {}, than: {}, on: [accuracy, accuracy_inverted], matched: true}", 0, "holds")]
    [InlineData("order: {greater: {}, than: {}, on: [accuracy_inverted, accuracy], matched: true}", 3, "FAILS")]
    public async Task Claim_about_pairs_gives_exit_code_3_if_it_fails(string claim, int exitCode, string word)
    {
        Assert.Equal(exitCode, await session.RunAsync("run", folder.Write("two.yaml", Sweep + $"- {{says: pairs, {claim}}}\n")));
        Assert.Contains($"\n{word,-11}  pairs\n", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_claims_say_the_chance_of_a_false_verdict_in_text_and_JSON()
    {
        var spec = folder.Write("two.yaml", Sweep + True + False + False);
        session.Store.Add(SpecFile.Read(spec), 80);

        Assert.Equal(3, await session.RunAsync("claims", spec));
        Assert.Contains("undecided. 2 of 3 claims are judged by intervals of 95 %: the chance that any of these verdicts is false is at most "
            + "2 x 5 % = 10 % (Bonferroni). 1 claim counts every trial, which is exact for the trials that were run. holds",
            string.Join(' ', session.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        using var second = new Session();
        second.Store.Add(SpecFile.Read(spec), 80);
        await second.RunAsync("claims", spec, "--json");
        var errors = JsonDocument.Parse(second.Out).RootElement.GetProperty("falseVerdicts");
        Assert.Equal((3, 2, 0.95, 0.1, 0.1), (
            errors.GetProperty("claims").GetInt32(), errors.GetProperty("byInterval").GetInt32(), errors.GetProperty("level").GetDouble(),
            errors.GetProperty("maxChance").GetDouble(), errors.GetProperty("maxExpected").GetDouble()));
    }

    [Fact]
    public async Task Stored_results_answer_claims_without_training()
    {
        var spec = folder.Write("two.yaml", Sweep + True + False);
        var sweep = session.Store.Add(SpecFile.Read(spec), 50);

        Assert.Equal(3, await session.RunAsync("claims", spec));
        Assert.StartsWith($"{sweep.Sweep.Id}: 50 of 80 trials ended, 0 failed.\n", session.Out, StringComparison.Ordinal);
        Assert.Contains("Claims: 1 hold, 1 fail, 0 undecided.", session.Out, StringComparison.Ordinal);
        Assert.Equal((50, 0), (sweep.Committed, session.Store.Options!.Slots));
    }

    [Fact]
    public async Task Answers_can_be_written_as_JSON()
    {
        var spec = folder.Write("two.yaml", Sweep + True);
        session.Store.Add(SpecFile.Read(spec), 80);

        Assert.Equal(0, await session.RunAsync("claims", spec, "--json"));
        var root = JsonDocument.Parse(session.Out).RootElement;
        Assert.Equal(
            ["sweep", "fingerprint", "trials", "ended", "failed", "claims", "falseVerdicts"], root.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Claim_about_one_run_is_undecided()
    {
        var spec = folder.Write("two.yaml", Sweep + False);
        session.Store.Add(SpecFile.Read(spec), 2);

        Assert.Equal(0, await session.RunAsync("claims", spec));
        Assert.Contains("\nundecided    all is lost\n  true has 1 completed run\n", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_results_or_claims_give_exit_code_2()
    {
        var spec = folder.Write("two.yaml", Sweep + True);
        Assert.Equal(2, await session.RunAsync("claims", spec));
        Assert.Contains("has no stored results. Run symmetry run ", session.Error, StringComparison.Ordinal);

        using var silent = new Session();
        Assert.Equal(2, await silent.RunAsync("claims", folder.Write("none.yaml", "replicates: 1\n")));
        Assert.Contains("none.yaml has no claims. ", silent.Error, StringComparison.Ordinal);
    }
}
