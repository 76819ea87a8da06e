using System.Diagnostics;
using System.Globalization;
using Symmetry.Chaos.Clients;
using Symmetry.Chaos.Faults;

namespace Symmetry.Chaos;

/// <summary>One sweep under faults.</summary>
internal sealed class NemesisRun(FaultTarget target, int run, PlannedFault[] plan, int patience)
{
    private const int Tail = 15;

    private readonly TimeSpan maxRun = TimeSpan.FromMinutes(4) * patience;

    // From the end of the last fault to the end of every client.
    private readonly TimeSpan maxEnd = TimeSpan.FromMinutes(1) * patience;
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly List<string> events = [];

    /// <summary>Runs the sweep and prints how it went.</summary>
    /// <returns>Whether everything was right.</returns>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        var check = new AnswerCheck(target.Submitted);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(maxRun);
        IReadOnlyList<string> defects;
        try
        {
            defects = await RunAsync(check, limit.Token);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // The next run can still say something.
            defects = [e is OperationCanceledException ? $"not finished after {maxRun.TotalMinutes} minutes" : $"{e.GetType()}: {e.Message}", .. check.Defects];
        }

        List<string> report =
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"run {run}: {string.Join(", ", events)}: {(defects.Count == 0 ? "passed" : "FAILED")}, {check.Answers} answers, "
                + $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"),
        ];
        if (defects.Count > 0)
        {
            report.AddRange(Section("planned", plan.Select(fault => fault.ToString())));
            report.AddRange(Section("defects", defects));
            report.AddRange(target.Silos.SelectMany(silo => Section($"silo {silo.Process.Port}", silo.Process.Tail.TakeLast(Tail))));
        }

        // In one piece, because other runs print as well.
        Screen.Print(string.Join('\n', report));
        return await RepairAsync(stop) && defects.Count == 0;
    }

    private static IEnumerable<string> Section(string name, IEnumerable<string> lines) => lines.Select(line => $"  {line}").Prepend($"{name}:");

    private async Task<bool> RepairAsync(CancellationToken stop)
    {
        foreach (var silo in target.Silos)
        {
            silo.Process.Clock?.Set(TimeSpan.Zero);
        }

        try
        {
            await target.Postgres.StartStoppedAsync();
            await target.StartStoppedAsync();
            return true;
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException && !stop.IsCancellationRequested)
        {
            Screen.Print($"run {run}: FAILED, the cluster cannot be repaired: {e.Message}");
            return false;
        }
    }

    private async Task<IReadOnlyList<string>> RunAsync(AnswerCheck check, CancellationToken stop)
    {
        await using var clients = new WaitingClients(target.Submitted, stop);
        await target.WaitForResultsAsync(1, stop);
        clients.Watch();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var checking = check.RunAsync(end.Token);
        try
        {
            foreach (var planned in plan)
            {
                await StrikeAsync(planned, stop);
            }

            var last = Stopwatch.GetTimestamp();
            await WaitForEndAsync(stop);
            var left = maxEnd - Stopwatch.GetElapsedTime(last);
            var defects = await clients.FindDefectsAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, plan.Any(planned => planned.Fault.Cancels));
            events.Add(string.Create(CultureInfo.InvariantCulture, $"all clients ended {Stopwatch.GetElapsedTime(last).TotalSeconds:F1} s later"));
            await end.CancelAsync();
            await checking;
            await check.CheckEndAsync(maxEnd, stop);
            return [.. defects, .. check.Defects, .. await target.CountAsync(stop) == target.Sweep.Trials ? (string[])[] : ["rows are missing at the end"]];
        }
        finally
        {
            await end.CancelAsync();
            await checking;
        }
    }

    // Clients may have seen the end already, before the database fell back.
    private async Task WaitForEndAsync(CancellationToken stop)
    {
        try
        {
            await target.WaitForResultsAsync(target.Sweep.Trials, stop).WaitAsync(maxEnd, stop);
        }
        catch (TimeoutException)
        {
            throw new FaultException($"{await target.CountAsync(stop)} of {target.Sweep.Trials} results {maxEnd.TotalSeconds:F0} s after the last fault");
        }
    }

    private async Task StrikeAsync(PlannedFault planned, CancellationToken stop)
    {
        await target.WaitForResultsAsync(planned.AtTrial, stop);
        await planned.Fault.StrikeAsync(target, planned.Silo, stop);
        var struck = Stopwatch.GetTimestamp();
        await target.WaitForResultsAsync(await target.CountAsync(stop) + 1, stop);
        events.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{planned.Fault.Name} at {planned.AtTrial} (next result after {Stopwatch.GetElapsedTime(struck).TotalSeconds:F1} s)"));
        await target.StartStoppedAsync();
    }
}
