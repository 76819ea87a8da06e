using System.CommandLine;
using Symmetry.Client.Results;
using Symmetry.Client.Specs;
using Symmetry.Client.Sweeps;
using Symmetry.Client.Tables;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry claims</c>: answers a specification's claims from what was found, without training.</summary>
internal static class ClaimsCommand
{
    /// <summary>Makes the verb.</summary>
    public static Verb Make(CliEnvironment environment)
    {
        var spec = SharedOptions.Spec();
        var place = StoreLocationOptions.InFolderOrCluster();
        var json = new Option<bool>("--json") { Description = "Write JSON instead of text." };
        var verb = new Verb(
            "claims",
            "Answer the claims of a specification from the stored results of its sweep: holds, fails or undecided, each with its "
            + "evidence. Trains nothing; exit code 3 when one fails.",
            "symmetry claims examples/paper-claims.yaml",
            "symmetry claims examples/paper-claims.yaml --data ./paper-runs --json")
        {
            spec, json,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            var path = parsed.GetRequiredValue(spec);
            var document = SpecFile.ReadDocument(path);
            if (document.Claims.IsEmpty)
            {
                throw new UsageException($"{path} claims nothing; allowed is a list under claims.");
            }

            return StoredSweeps.ReadAsync(environment, place.Read(parsed, environment), async store =>
            {
                if ((await store.ListAsync(stop)).All(head => head.Id != document.Sweep.Id))
                {
                    throw new UsageException($"{document.Sweep.Id} has no stored results; symmetry run {path} makes them.");
                }

                return await AnswerAsync(await store.OpenAsync(document.Sweep.Id, stop));
            }, stop);

            async Task<int> AnswerAsync(ISweepSource source)
            {
                var results = await SweepResults.ReadAsync(source, stop);
                var claims = await AnsweredClaim.AnswerAsync(source, document.Claims, stop);
                await environment.Out.WriteAsync(parsed.GetValue(json) ? Json(results, claims) : Text(results, claims));
                return claims.Any(claim => claim.Fails) || results.Facts.Any(fact => fact.Violations > 0) ? ExitCode.ClaimBroken : ExitCode.Done;
            }
        });
        return verb;
    }

    private static string Text(SweepResults results, IReadOnlyList<AnsweredClaim> claims) =>
        $"{results.Sweep.Id}: {Numbers.Count(results.Ended)} of {Numbers.Count(results.Progress.Trials, "trial")} ended, "
        + $"{Numbers.Count(results.Failed)} failed.\n{string.Concat(results.Facts.Select(fact => fact.Sentence + "\n"))}{ClaimReport.Text(claims)}";

    private static string Json(SweepResults results, IReadOnlyList<AnsweredClaim> claims) => JsonText.OfObject(json =>
    {
        json.WriteString("sweep", results.Sweep.Id);
        json.WriteString("fingerprint", results.Fingerprint);
        json.WriteNumber("trials", results.Progress.Trials);
        json.WriteNumber("ended", results.Ended);
        json.WriteNumber("failed", results.Failed);
        ClaimReport.WriteJson(json, claims);
    });
}
