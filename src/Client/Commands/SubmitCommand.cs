using System.Text.Json;
using Symmetry.Formats.Specs;
using Symmetry.Grains;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry submit</c>: gives a sweep to a cluster.</summary>
internal static class SubmitCommand
{
    public static Verb Make(CliEnvironment environment, string commandLine)
    {
        var spec = SharedOptions.Spec();
        var wait = new Option<bool>("--wait") { Description = "Watch the sweep to its end and print its table." };
        var json = new Option<bool>("--json") { Description = "Write JSON to stdout: the sweep's id and state, or with --wait its results." };
        var place = StoreLocationOptions.OnCluster();
        var verb = new Verb(
            "submit",
            "Give the sweep of a specification to a cluster and print its id. The same specification is the same sweep: submitting it "
            + "again changes nothing, except that a cancelled sweep resumes.",
            "symmetry submit examples/who-needs-bias.yaml",
            "symmetry submit examples/quick.yaml --wait --json > quick.json",
            "symmetry submit examples/quick.yaml --cluster 10.0.0.5,10.0.0.6 --tls-ca ca.pem --tls-cert me.pem --tls-key me.key")
        {
            spec, wait, json,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            var document = SpecFile.ReadDocument(parsed.GetRequiredValue(spec));
            var store = place.Read(parsed, environment);
            var isJson = parsed.GetValue(json);
            var options = new RunOptions(store, isJson ? "-" : null, parsed.GetValue<bool>(SharedOptions.QuietName), commandLine)
            {
                ClaimsText = document.ClaimsText,
            };
            return parsed.GetValue(wait)
                ? new SweepRun(environment, options).RunAsync(document.Sweep, stop)
                : SubmitAsync(environment, store, document, isJson, stop);
        });
        return verb;
    }

    private static Task<int> SubmitAsync(CliEnvironment environment, StoreOptions place, SpecDocument document, bool isJson, CancellationToken stop) =>
        StoredSweeps.ReadAsync(environment, place, async store =>
        {
            var progress = await (await SweepRun.SubmitAsync(store, document.Sweep, document.ClaimsText, stop)).GetProgressAsync(stop);
            await environment.Out.WriteLineAsync(isJson ? Json(progress) : progress.Id);
            return ExitCode.Done;
        }, stop);

    /// <summary>The id and the state of a sweep that was given to a store.</summary>
    internal static string Json(SweepProgress progress) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["sweep"] = progress.Id,
        ["status"] = progress.Status.Word(),
        ["trials"] = progress.Trials,
        ["committed"] = progress.Committed,
    });
}
