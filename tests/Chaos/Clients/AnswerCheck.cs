using System.Text.Json;

namespace Symmetry.Chaos.Clients;

/// <summary>Asks for the status, the table and the rows of a sweep again and again, while faults strike, and records wrong answers with exit code 0.</summary>
/// <remarks>
/// A table with all rows must have the right fingerprint. A table or export that was read between two answers of <c>status</c> that the
/// sweep is completed, with no row lost between them, must have all rows. No command may fail with anything but "cannot be reached".
/// </remarks>
internal sealed class AnswerCheck(SubmittedSweep submitted)
{
    private const int Done = 0;
    private const int Unreachable = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WaitFor = TimeSpan.FromSeconds(5);

    private readonly List<string> defects = [];
    private string lastStatus = "";

    /// <summary>What was wrong with the answers so far.</summary>
    public IReadOnlyList<string> Defects => defects;

    /// <summary>The number of answers.</summary>
    public int Answers { get; private set; }

    /// <summary>Asks until cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            var before = await StatusAsync(WaitFor, stop);
            while (true)
            {
                var (rows, what) = await RowsAsync(WaitFor, stop);
                var after = await StatusAsync(WaitFor, stop);
                if (rows is { } count && count != submitted.Sweep.Trials && before is { IsCompleted: true } && after == before)
                {
                    defects.Add($"{what} has {count} of {submitted.Sweep.Trials} rows of a completed sweep, with exit code 0");
                }

                before = after;
                await Task.Delay(Interval, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The sweep has ended.
        }
    }

    /// <summary>Asks once more after everything; now every answer must be final.</summary>
    public async Task CheckEndAsync(TimeSpan waitFor, CancellationToken stop)
    {
        if (await StatusAsync(waitFor, stop) is not { IsCompleted: true } status || status.Mismatched > 0)
        {
            defects.Add($"status does not say completed without differing duplicates: {lastStatus}");
        }

        foreach (var (rows, what) in new[] { await TableAsync(waitFor, stop), await ExportAsync(waitFor, stop) })
        {
            if (rows != submitted.Sweep.Trials)
            {
                defects.Add($"{what} has {rows?.ToString(null, null) ?? "no"} rows at the end");
            }
        }
    }

    private Task<(long? Rows, string What)> RowsAsync(TimeSpan waitFor, CancellationToken stop) =>
        Answers % 4 < 2 ? TableAsync(waitFor, stop) : ExportAsync(waitFor, stop);

    private async Task<(long? Rows, string What)> TableAsync(TimeSpan waitFor, CancellationToken stop)
    {
        if (await AskAsync(waitFor, stop, "table", submitted.Sweep.Id, "--format", "json") is not { } json)
        {
            return (null, "table");
        }

        var table = FinalTable.Read(json);
        if (table.Rows == submitted.Sweep.Trials && table.Fingerprint != submitted.Expected)
        {
            defects.Add($"table has all rows, the fingerprint {table.Fingerprint} and exit code 0");
        }

        return (table.Rows, "table");
    }

    private async Task<(long? Rows, string What)> ExportAsync(TimeSpan waitFor, CancellationToken stop)
    {
        var rows = await AskAsync(waitFor, stop, "export", submitted.Sweep.Id, "--to", "-", "--format", "jsonl");
        return (rows?.Count(letter => letter == '\n'), "export");
    }

    private async Task<Status?> StatusAsync(TimeSpan waitFor, CancellationToken stop)
    {
        if (await AskAsync(waitFor, stop, "status", submitted.Sweep.Id, "--json") is not { } json)
        {
            return null;
        }

        lastStatus = json;
        using var status = JsonDocument.Parse(json);
        var root = status.RootElement;
        return new Status(
            root.GetProperty("status").GetString() == "completed" && root.GetProperty("missing").GetArrayLength() == 0
                && root.GetProperty("completed").GetInt64() == submitted.Sweep.Trials,
            root.GetProperty("lost").GetInt64(),
            root.GetProperty("mismatched").GetInt64());
    }

    private async Task<string?> AskAsync(TimeSpan waitFor, CancellationToken stop, params string[] arguments)
    {
        var answer = await submitted.RunAsync(waitFor, stop, arguments);
        Answers++;
        if (answer.ExitCode is not (Done or Unreachable))
        {
            defects.Add(answer.ToString());
        }

        return answer.ExitCode == Done ? answer.Output : null;
    }

    private sealed record Status(bool IsCompleted, long Lost, long Mismatched);
}
