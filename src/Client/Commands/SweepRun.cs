using System.Collections.Immutable;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Client.Exports;
using Symmetry.Client.Progress;
using Symmetry.Client.Results;
using Symmetry.Client.Sweeps;
using Symmetry.Client.Tables;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Commands;

/// <summary>How a sweep is to be run.</summary>
/// <param name="Store">Where it is kept and worked at.</param>
/// <param name="Json">The file for JSON; <c>-</c> for stdout; null for none.</param>
/// <param name="Quiet">Whether progress is hidden.</param>
/// <param name="CommandLine">The command that asked for it, as one would type it again.</param>
internal sealed record RunOptions(StoreOptions Store, string? Json, bool Quiet, string CommandLine)
{
    /// <summary>What is claimed about the sweep: answered at its end.</summary>
    public ImmutableArray<Claim> Claims { get; init; } = [];

    /// <summary>What is printed instead of the table, as text and as JSON; null for the table.</summary>
    public Func<ISweepSource, CancellationToken, Task<(string Text, string Json)>>? Report { get; init; }
}

/// <summary>Submits a sweep, watches it to its end, and prints what it found.</summary>
internal sealed class SweepRun(CliEnvironment environment, RunOptions options)
{
    /// <summary>Runs the sweep, or goes on with it.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(Sweep sweep, CancellationToken stop) => RunAsync(store => store.SubmitAsync(sweep, stop), stop);

    /// <summary>Watches a sweep that is in the store already, and prints what it found.</summary>
    /// <param name="id">Its id, or the beginning of it.</param>
    /// <param name="stop">Gives up watching.</param>
    /// <returns>The exit code.</returns>
    public Task<int> WatchAsync(string id, CancellationToken stop) => RunAsync(
        async store => await store.OpenAsync(SweepIds.Find(id, await store.ListAsync(stop)), stop), stop);

    private async Task<int> RunAsync(Func<ISweepStore, Task<ISweepSource>> begin, CancellationToken stop)
    {
        if (Directory.Exists(options.Json))
        {
            throw new UsageException($"--json is the directory {options.Json}; allowed is a file, or - for stdout.");
        }

        SweepWatch? watch = null;
        try
        {
            SweepResults results;
            IReadOnlyList<AnsweredClaim> claims;
            (string Text, string Json) answer;
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
                await watch.WatchAsync(View(), stop);
                results = await SweepResults.ReadAsync(source, stop);
                claims = await AnsweredClaim.AnswerAsync(source, options.Claims, stop);
                answer = options.Report is { } report
                    ? await report(source, stop)
                    : (TableFormat.Write("text", results) + ClaimReport.Text(claims), JsonReport.Write(results, claims));
            }
            finally
            {
                await CloseAsync(store, stop);
            }

            await PrintAsync(answer);
            return claims.Any(claim => claim.Fails) ? ExitCode.ClaimBroken : Verdict.Of(results);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // What ended while the store was closed is not counted here, but stored as well.
            var done = watch?.Last is { } last ? $"At least {Numbers.Count(last.Committed)} of {Numbers.Count(last.Trials, "trial")} are stored. " : "";
            var further = options.Store.Cluster is null ? "The same command goes on" : "The cluster goes on with it; the same command looks again";
            await environment.Error.WriteLineAsync($"Interrupted. {done}{further}: {options.CommandLine}");
            return ExitCode.Interrupted;
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
            $"{sweep.Id}: {Numbers.Count(sweep.Cells.Length, "cell")} of {(sweep.Spec.Replicates.HasGoal ? "at most " : "")}{Numbers.Count(sweep.Replicates, "replicate")}, {where}");
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

    private async Task PrintAsync((string Text, string Json) answer)
    {
        if (options.Json == "-")
        {
            await environment.Out.WriteAsync(answer.Json);
            return;
        }

        await environment.Out.WriteAsync(answer.Text);
        if (options.Json is { } file)
        {
            await AtomicFile.WriteAsync(file, answer.Json);
        }
    }
}
