using System.Text.Json;
using Symmetry.Grains;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry list</c>: the sweeps in a folder or on a cluster.</summary>
internal static class ListCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var place = StoreLocationOptions.InFolderOrCluster();
        var json = new Option<bool>("--json") { Description = "Write JSON, one sweep a line." };
        var verb = new Verb(
            "list",
            "List the sweeps in a folder or on a cluster, oldest first, with how far each is.",
            "symmetry list",
            "symmetry list --data ./paper-runs --json",
            "symmetry list --cluster 127.0.0.1:30000")
        {
            json,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) => StoredSweeps.ReadAsync(environment, place.Read(parsed, environment), async store =>
        {
            var sweeps = new List<(SweepHead Head, SweepProgress Progress)>();
            foreach (var head in await store.ListAsync(stop))
            {
                sweeps.Add((head, head.ToProgress() ?? await ProgressOfAsync(store, head, stop)));
            }

            // Listing trains nothing, so an incomplete sweep in a folder is 'unfinished', not 'running'.
            var running = place.Read(parsed, environment).Cluster is null ? "unfinished" : "running";
            await environment.Out.WriteAsync(parsed.GetValue(json) ? Json(sweeps, running) : Lines(sweeps, running));
            return ExitCode.Done;
        }, stop));
        return verb;
    }

    // What only the coordinator knows. A sweep of another numerics version cannot be opened by this build, and is listed all the same.
    private static async Task<SweepProgress> ProgressOfAsync(ISweepStore store, SweepHead head, CancellationToken stop)
    {
        try
        {
            return await (await store.OpenAsync(head.Id, stop)).GetProgressAsync(stop);
        }
        catch (UsageException)
        {
            return new SweepProgress(head.Id, head.Name, head.Status, head.Trials, head.Stored, 0, 0, 0, 0, 0, 0);
        }
    }

    private static string Lines(List<(SweepHead Head, SweepProgress Progress)> sweeps, string running)
    {
        var text = new StringBuilder();
        var widest = sweeps.Select(sweep => sweep.Head.Id.Length).Append(2).Max();
        foreach (var (head, progress) in sweeps)
        {
            var failed = progress.Failed + progress.Diverged > 0
                ? string.Create(CultureInfo.InvariantCulture, $", {progress.Failed + progress.Diverged} failed") : "";
            text.Append(CultureInfo.InvariantCulture,
                $"{head.Id.PadRight(widest)}  {Status(progress, running),-10}  {progress.Committed} of {progress.Trials} trials{failed}");
            text.Append(CultureInfo.InvariantCulture, $", since {head.Submitted.UtcDateTime:yyyy-MM-dd HH:mm} UTC\n");
        }

        return text.ToString();
    }

    private static string Json(List<(SweepHead Head, SweepProgress Progress)> sweeps, string running)
    {
        var text = new StringBuilder();
        foreach (var (head, progress) in sweeps)
        {
            text.Append(JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["sweep"] = head.Id,
                ["name"] = head.Name,
                ["status"] = Status(progress, running),
                ["trials"] = progress.Trials,
                ["committed"] = progress.Committed,
                ["failed"] = progress.Failed + progress.Diverged,
                ["submitted"] = head.Submitted.UtcDateTime,
            })).Append('\n');
        }

        return text.ToString();
    }

    private static string Status(SweepProgress progress, string running) =>
        progress.Status is SweepStatus.Running ? running : progress.Status.Word();
}
