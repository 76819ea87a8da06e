using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Grids;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Client.Progress;
using Symmetry.Formats.Exports;
using Symmetry.Formats.Tables;
using Symmetry.Grains;

namespace Symmetry.Client.Commands;

/// <summary>Submits a sweep, watches it to its end, and prints what it found.</summary>
internal sealed class SweepRun(CliEnvironment environment, RunOptions options)
{
    /// <summary>Runs the sweep, or resumes it.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(Sweep sweep, CancellationToken stop) => RunAsync(store => SubmitAsync(store, sweep, options.ClaimsText, stop), stop);

    /// <summary>Stores a sweep and sets it going, with the claims about it.</summary>
    public static async Task<ISweepSource> SubmitAsync(ISweepStore store, Sweep sweep, string claims, CancellationToken stop)
    {
        var source = await store.SubmitAsync(sweep, stop);
        if (claims.Length > 0)
        {
            await source.SetClaimsAsync(claims, stop);
        }

        return source;
    }

    /// <summary>Watches a sweep that is in the store already, and prints what it found.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> WatchAsync(string id, CancellationToken stop) => RunAsync(
        async store => await store.OpenAsync(SweepIds.Find(id, await store.ListAsync(stop)), stop), stop);

    private async Task<int> RunAsync(Func<ISweepStore, Task<ISweepSource>> begin, CancellationToken stop)
    {
        if (Directory.Exists(options.Json))
        {
            throw new UsageException($"--json: expected a file, or - for stdout, got the directory {options.Json}.");
        }

        SweepWatch? watch = null;
        try
        {
            SweepRuns runs;
            IReadOnlyList<AnsweredClaim> claims;
            var store = await environment.Open(options.Store, stop);
            try
            {
                var source = await begin(store);
                await NoteStartAsync(source, stop);
                if (store.Page is { } page)
                {
                    await environment.Error.WriteLineAsync($"The live page: {page}");
                }

                watch = new SweepWatch(source, environment.Clock, environment.PollEvery);
                do
                {
                    await watch.WatchAsync(View(), stop);
                    runs = await StoredRuns.ReadAsync(source, stop);
                }
                while (!runs.IsComplete && watch.Last is { Status: SweepStatus.Completed }); // the database lost results after the end

                claims = AnsweredClaim.AnswerAll(runs, options.Claims);
                await PrintAsync(options.Report?.Invoke(runs) ?? Write(runs, claims));
                await NoteEndAsync(store.Page, runs.Sweep.Id, stop);
            }
            finally
            {
                await CloseAsync(store, stop);
            }

            return claims.Any(claim => claim.Fails) ? ExitCode.ClaimBroken : SweepExitCode.Find(runs);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // What ended while the store was closed is not counted here, but stored as well.
            var done = watch?.Last is { } last ? $"At least {Numbers.Count(last.Committed)} of {Numbers.Count(last.Trials, "trial")} are stored. " : "";
            var further = options.Store.Cluster is null ? "The same command resumes" : "The cluster continues; the same command watches again";
            await environment.Error.WriteLineAsync($"Interrupted. {done}{further}: {options.TypedCommand}");
            return ExitCode.Interrupted;
        }
    }

    // Each only where it is asked for: the JSON of 100,000 cells takes longer than their text.
    private (Func<string> Text, Func<string> Json) Write(SweepRuns runs, IReadOnlyList<AnsweredClaim> claims) => (
        () => TextReport.Write(GridReport.Build(runs, (verb, arguments) => CommandOf(verb, [runs.Sweep.Id, .. arguments]))) + ClaimReport.Text(claims),
        () => TableJson.Text(new SweepTable(runs), claims));

    private string CommandOf(string verb, params string[] arguments)
    {
        var store = options.Store;
        string[] place = store.Cluster switch
        {
            null => store.Data == SharedOptions.DefaultData ? [] : ["--data", store.Data],
            { Database: null } cluster => ["--cluster", cluster.ToString()],
            _ => [],
        };
        return ShellCommand.Text([verb, .. arguments, .. place]);
    }

    // How to go on looking, also at a page that ends with the run.
    private async Task NoteEndAsync(Uri? page, string id, CancellationToken stop)
    {
        if (page is not null && options.Stays)
        {
            await environment.Error.WriteLineAsync($"The page stays at {page} until Ctrl-C.");
            await Interruption.WaitAsync(stop);
        }

        if (!options.Quiet)
        {
            await environment.Error.WriteLineAsync($"In the browser: {CommandOf("serve", "--open")}");
            await environment.Error.WriteLineAsync($"As one file: {CommandOf("report", id, "--to", "report.html")}");
        }
    }

    private IProgressView View() => (options.Quiet, environment.Terminal) switch
    {
        (true, _) => new SilentView(),
        (_, { } terminal) => new LiveView(terminal),
        _ => new PlainView(environment.Error, environment.Clock),
    };

    private async Task NoteStartAsync(ISweepSource source, CancellationToken stop)
    {
        if (options.Quiet)
        {
            return;
        }

        var sweep = source.Sweep;
        var progress = await source.GetProgressAsync(stop);
        var where = options.Store.Cluster is { } cluster
            ? $"on the cluster at {cluster}"
            : $"{Numbers.Count(options.Store.Slots, "training")} at once, results in {options.Store.Data}";
        await environment.Error.WriteLineAsync(
            $"{sweep.Id}: {Numbers.Count(sweep.Cells.Length, "cell")}"
            + (sweep.Spec.Sample is null ? "" :
                $" (drawn from {Numbers.Count(sweep.GridCells)}, {Numbers.Count(sweep.GridCells - sweep.Cells.Length)} left out)")
            + $" of {(sweep.Spec.Replicates.HasGoal ? "at most " : "")}"
            + $"{Numbers.Count(sweep.Replicates, "replicate")}, {where}");
        if (progress.Committed > 0)
        {
            await environment.Error.WriteLineAsync(
                $"{Numbers.Count(progress.Committed)} of {Numbers.Count(progress.Trials, "trial")} were already done.");
        }
    }

    // After an interruption nobody waits long: what is not stored by then is trained again.
    private async Task CloseAsync(ISweepStore store, CancellationToken stop)
    {
        var closing = store.DisposeAsync().AsTask();
        if (!stop.IsCancellationRequested)
        {
            await closing;
            return;
        }

        await Task.WhenAny(closing, Task.Delay(environment.CloseWithin, environment.Clock, CancellationToken.None));
    }

    private async Task PrintAsync((Func<string> Text, Func<string> Json) answer)
    {
        if (options.Json == "-")
        {
            await environment.Out.WriteAsync(answer.Json());
            return;
        }

        await environment.Out.WriteAsync(answer.Text());
        if (options.Json is { } file)
        {
            await AtomicFile.WriteAsync(file, answer.Json());
        }
    }
}
