using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Formats.Specs;
using Symmetry.Formats.Tables;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry claims</c>: answers a specification's claims from what was found, without training.</summary>
internal static class ClaimsCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var spec = SharedOptions.Spec();
        var input = SweepInput.AtMostOne();
        var json = new Option<bool>("--json") { Description = "Write JSON instead of text." };
        var verb = new Verb(
            "claims",
            "Answer the claims of a specification from the stored results of its sweep, or from those of another sweep or of a file: holds, fails or "
            + "undecided, and for printed numbers refuted or not refuted, each with its evidence. Trains nothing; exit code 3 when one fails or is refuted.",
            "symmetry claims examples/paper-claims.yaml",
            "symmetry claims examples/paper-claims.yaml --data ./paper-runs --json",
            "symmetry claims examples/claims/scores.yaml examples/scores.csv")
        {
            spec, json,
        };
        input.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            var path = parsed.GetRequiredValue(spec);
            if (input.IsGiven(parsed))
            {
                return input.ReadAsync(parsed, environment, source => AnswerAsync(source, Require(path, SpecFile.ReadClaims(path, source.Sweep))), stop);
            }

            var document = SpecFile.ReadDocument(path);
            Require(path, document.Claims);
            return StoredSweeps.ReadAsync(environment, input.Store(parsed, environment), async store =>
            {
                if ((await store.ListAsync(stop)).All(head => head.Id != document.Sweep.Id))
                {
                    throw new UsageException($"{document.Sweep.Id} has no stored results. Run symmetry run {path} first.");
                }

                return await AnswerAsync(await store.OpenAsync(document.Sweep.Id, stop), document.Claims);
            }, stop);

            async Task<int> AnswerAsync(ISweepSource source, ImmutableArray<Claim> asked)
            {
                var runs = await StoredRuns.ReadAsync(source, stop);
                var claims = AnsweredClaim.AnswerAll(runs, asked);
                await environment.Out.WriteAsync(parsed.GetValue(json) ? ClaimJson.Text(runs, claims) : Text(runs, claims));
                return claims.Any(claim => claim.Fails) || runs.HasViolations ? ExitCode.ClaimBroken : ExitCode.Done;
            }
        });
        return verb;
    }

    private static ImmutableArray<Claim> Require(string path, ImmutableArray<Claim> claims) =>
        claims.IsEmpty ? throw new UsageException($"{path} has no claims. Add a list under claims.") : claims;

    private static string Text(SweepRuns runs, IReadOnlyList<AnsweredClaim> claims) =>
        $"{runs.Sweep.Id}: {Numbers.Count(runs.Ended)} of {Numbers.Count(runs.State.Trials, "trial")} ended, "
        + $"{Numbers.Count(runs.Failed)} failed.\n{string.Concat(FactTally.All(runs).Select(fact => fact.Sentence + "\n"))}{ClaimReport.Text(claims)}";
}
