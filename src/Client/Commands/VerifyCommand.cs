using Symmetry.Client.Crates;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;
using Symmetry.Engine.Numerics;
using Symmetry.Grains;
using Symmetry.Hosting.Programs;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry verify</c>: trains a random sample of stored trials again and compares bits; or checks a crate.</summary>
internal static class VerifyCommand
{
    private const int AtOnce = 4;

    public static Verb Make(CliEnvironment environment)
    {
        var id = new Argument<string>("ID|DIR") { Description = "The sweep's id, or the beginning of it; or the folder of a crate." };
        var sample = new Option<Share>("--sample")
        {
            Description = "How many trials: a percentage of all, such as 2%, or a whole number.",
            HelpName = "SHARE",
            DefaultValueFactory = _ => new Share(2, IsPercent: true),
            CustomParser = result =>
            {
                if (result.Tokens is [var token] && Share.TryParse(token.Value, out var share))
                {
                    return share;
                }

                result.AddError("--sample must be a percentage above 0%, at most 100%, such as 2%, or a whole number from 1.");
                return default;
            },
        };
        var seed = SharedOptions.Whole("--seed", "The seed of the choice.", 0, long.MaxValue, 1);
        var place = StoreLocationOptions.OnClusterOrFolder();
        var verb = new Verb(
            "verify",
            "Train a random sample of a sweep's stored trials again and compare them bit for bit: on a cluster by a silo that did not "
            + "train them first, where there are two; for a folder here. Stores nothing. Or check a crate of symmetry export: the hashes "
            + "of its files, the id of its specification, the fingerprint of its rows, and its table and answers. Exit code 3 if something differs.",
            "symmetry verify who-needs-bias --sample 2%",
            "symmetry verify who-needs-bias --sample 50 --seed 7 --cluster 10.0.0.5:30000",
            "symmetry verify paper --data ./paper-runs",
            "symmetry verify ./paper-crate")
        {
            id, sample, seed,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            if (parsed.GetRequiredValue(id) is var folder && CrateCheck.IsCrate(folder))
            {
                return CheckAsync(environment, folder, stop);
            }

            if (folder.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new UsageException($"{folder} is not a crate: it has no {CrateFile.Metadata}. symmetry export ID --crate DIR writes one.");
            }

            var store = place.Read(parsed, environment);
            var choice = (parsed.GetValue(sample), parsed.GetRequiredValue(seed));
            return StoredSweeps.ReadAsync(environment, store, parsed.GetRequiredValue(id), async source =>
            {
                using var programs = new ProgramRunner();
                var resources = new TrialResources(new FeatureStore(dataSets: store.DataSets), programs);
                return await CompareAsync(environment, source, store.Cluster is null ? Here(source.Sweep, resources) : source.RunAgainAsync, choice, stop);
            }, stop);
        });
        return verb;
    }

    private static async Task<int> CheckAsync(CliEnvironment environment, string folder, CancellationToken stop)
    {
        var check = await Task.Run(() => CrateCheck.RunAsync(folder, stop), stop);
        foreach (var sentence in check.Defects.Concat(check.Notes))
        {
            await environment.Out.WriteLineAsync($"{folder}: {sentence}");
        }

        if (check.Defects.Count > 0)
        {
            return ExitCode.ClaimBroken;
        }

        await environment.Out.WriteLineAsync(
            $"{folder}: {Numbers.Count(check.Files, "file")} as stated, "
            + $"and {Numbers.Count(check.Rows, "trial")} of {check.Sweep} with the stated fingerprint.");
        return ExitCode.Done;
    }

    private static Func<long, string, CancellationToken, Task<TrialRow>> Here(Sweep sweep, TrialResources resources) =>
        (trial, _, stop) => Task.Run(() => TrialRow.Encode(trial, sweep.SpecOf(trial).Run(resources, stop), "here", 0), stop);

    private static async Task<int> CompareAsync(
        CliEnvironment environment,
        ISweepSource source,
        Func<long, string, CancellationToken, Task<TrialRow>> runAgain,
        (Share Sample, long Seed) choice,
        CancellationToken stop)
    {
        var sweep = source.Sweep;
        StoredSweeps.RequireRun(sweep);
        var chosen = Choose(sweep.Trials, choice.Sample.Of(sweep.Trials), choice.Seed);
        var stored = await FindAsync(source, chosen, stop);
        var again = new TrialRow[stored.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(Enumerable.Range(0, stored.Count), options, async (i, token) =>
            again[i] = await runAgain(stored[i].Trial, stored[i].Silo, token));

        var (different, isPromised) = (0, sweep.Experiment.IsReproducible);
        foreach (var (first, second) in stored.Zip(again).Where(pair => !pair.First.Result.AsSpan().SequenceEqual(pair.Second.Result)))
        {
            different++;
            await environment.Out.WriteLineAsync(
                $"{(isPromised ? "DIFFERS" : "differs")}: cell {sweep.CellOf(first.Trial).Number}, replicate {sweep.ReplicateOf(first.Trial)}: "
                + $"{first.Silo} stored {TrialMetrics.Describe(first.Read())}; {second.Silo} found {TrialMetrics.Describe(second.Read())}.");
        }

        var elsewhere = stored.Zip(again).Count(pair => pair.First.Silo != pair.Second.Silo);
        await environment.Out.WriteLineAsync(
            $"{sweep.Id}: ran {Numbers.Count(stored.Count, "stored trial")} again (seed {choice.Seed}{Without(chosen.Count - stored.Count)}), "
            + $"{Numbers.Count(elsewhere)} of them on another silo than first: "
            + (different == 0 ? "all have the same bits." : $"{Numbers.Count(different)} differ.")
            + (different > 0 && !isPromised ? " The specification does not say that the program is deterministic." : ""));
        return different == 0 || !isPromised ? ExitCode.Done : ExitCode.ClaimBroken;
    }

    // Distinct trials, each set of them as likely as any other (R. Floyd, CACM 30, 1987), in their order.
    private static SortedSet<long> Choose(long trials, long count, long seed)
    {
        var stream = new RandomStream(seed, Purpose.Order, 0);
        var chosen = new SortedSet<long>();
        for (var last = trials - count; last < trials; last++)
        {
            var drawn = (long)stream.Below((uint)last + 1);
            chosen.Add(chosen.Contains(drawn) ? last : drawn);
        }

        return chosen;
    }

    // Those among the chosen that have a result.
    private static async Task<List<TrialRow>> FindAsync(ISweepSource source, SortedSet<long> chosen, CancellationToken stop)
    {
        var found = new List<TrialRow>();
        foreach (var trial in chosen)
        {
            var rows = await source.GetRowsAsync(source.Sweep.CellOf(trial).Number, source.Sweep.ReplicateOf(trial), 1, stop);
            found.AddRange(rows.Where(row => row.Trial == trial));
        }

        return found.Count > 0 ? found : throw new UsageException($"None of the {chosen.Count} trials chosen from {source.Sweep.Id} has a result yet.");
    }

    private static string Without(int results) => results == 0 ? "" : $"; {Numbers.Count(results)} of those chosen have no result yet";

    /// <summary>A part of all trials.</summary>
    private readonly record struct Share(double Value, bool IsPercent)
    {
        public static bool TryParse(string text, out Share share)
        {
            var isPercent = text.EndsWith('%');
            share = new Share(0, isPercent);
            if (!double.TryParse(isPercent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                || value <= 0 || (isPercent ? value > 100 : value != Math.Floor(value) || value > long.MaxValue / 2))
            {
                return false;
            }

            share = share with { Value = value };
            return true;
        }

        public long Of(long all) => Math.Min(all, IsPercent ? (long)Math.Ceiling(all * Value / 100) : (long)Value);
    }
}
