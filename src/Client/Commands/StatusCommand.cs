using System.Text.Json;
using Symmetry.Grains;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry status</c>: counts, the exact set of trials that are missing, and who works at them.</summary>
internal static class StatusCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var id = SharedOptions.Id();
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var place = StoreLocationOptions.OnClusterOrFolder();
        var verb = new Verb(
            "status",
            "Say how far a sweep is: counts, the exact trials that have no result yet, and the silos that work at them. "
            + "Trial t is replicate t / cells of cell t mod cells.",
            "symmetry status who-needs-bias",
            "symmetry status who-needs-bias --json --cluster 10.0.0.5:30000",
            "symmetry status paper --data ./paper-runs")
        {
            id, json,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) => StoredSweeps.ReadAsync(environment, place.Read(parsed, environment), parsed.GetRequiredValue(id), async source =>
        {
            var progress = await source.GetProgressAsync(stop);
            var missing = await source.GetAllMissingAsync(stop);
            var silos = await source.GetSilosAsync(stop);
            await environment.Out.WriteAsync(parsed.GetValue(json) ? Json(progress, missing, silos) : Lines(progress, missing, silos));
            return ExitCode.Done;
        }, stop));
        return verb;
    }

    private static string Lines(SweepProgress progress, IReadOnlyList<TrialRange> missing, IReadOnlyList<SiloShare> silos)
    {
        var text = new StringBuilder();
        Line("sweep", progress.Id);
        Line("status", progress.Status.Word());
        if (progress.Standing is { } standing)
        {
            Line("goal", standing);
        }

        Line("trials", Numbers.Count(progress.Trials));
        Line("stored", $"{Numbers.Count(progress.Committed)}: "
            + $"{Numbers.Count(progress.Completed)} completed, {Numbers.Count(progress.Diverged)} diverged, {Numbers.Count(progress.Failed)} failed");
        Line("compared", $"{Numbers.Count(progress.Verified, "repeated result")} equal, "
            + $"{Numbers.Count(progress.Mismatched)} different{(progress.Mismatched > 0 ? "  <-- ALARM" : "")}");
        if (progress.Lost > 0)
        {
            Line("lost", $"{Numbers.Count(progress.Lost, "stored result")} disappeared from the store and had to be computed again");
        }

        Line("held", $"{Numbers.Count(progress.Leased, "trial")} by {Numbers.Count(silos.Count, "silo")}");
        Line("missing", missing.Count == 0 ? "none" : $"{Numbers.Count(missing.Sum(range => range.Count))}: {string.Join(", ", missing.Select(Text))}");
        foreach (var silo in silos)
        {
            Line("silo", string.Create(
                CultureInfo.InvariantCulture,
                $"{silo.Silo} holds {silo.Held}, heard of {silo.SilentFor:F1} s ago"
                + $"{(silo.IsQuarantined ? ", takes no more work: its trials kept failing" : "")}"));
        }

        return text.ToString();

        void Line(string name, string value) => text.Append(name.PadRight(10)).Append(value).Append('\n');
    }

    private static string Json(SweepProgress progress, IReadOnlyList<TrialRange> missing, IReadOnlyList<SiloShare> silos) =>
        JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["sweep"] = progress.Id,
            ["name"] = progress.Name,
            ["status"] = progress.Status.Word(),
            ["standing"] = progress.Standing ?? "",
            ["trials"] = progress.Trials,
            ["committed"] = progress.Committed,
            ["completed"] = progress.Completed,
            ["diverged"] = progress.Diverged,
            ["failed"] = progress.Failed,
            ["verified"] = progress.Verified,
            ["mismatched"] = progress.Mismatched,
            ["lost"] = progress.Lost,
            ["held"] = progress.Leased,
            ["missing"] = missing.Select(range => (long[])[range.From, range.To - 1]),
            ["silos"] = silos.Select(silo => new Dictionary<string, object>
            {
                ["silo"] = silo.Silo,
                ["held"] = silo.Held,
                ["silent_seconds"] = silo.SilentFor,
                ["sick"] = silo.IsQuarantined,
            }),
        }) + "\n";

    // First and last trial, both included.
    private static string Text(TrialRange range) => range.Count == 1
        ? range.From.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{range.From}-{range.To - 1}");
}
