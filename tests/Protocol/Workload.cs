using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Symmetry.Protocol;

/// <summary>A sweep, and the result of each of its trials: a hash instead of a training.</summary>
internal sealed class Workload
{
    private static readonly ConcurrentDictionary<(int Cells, int Replicates, int Name, bool Fails), Workload> Known = new();

    private Workload(Sweep sweep, bool fails)
    {
        Sweep = sweep;
        Results = [.. Enumerable.Range(0, (int)sweep.Trials).Select(trial => ResultOf(sweep, trial, fails))];
        Bytes = [.. Results.Select(result => result.Encode())];
        using var fingerprint = new Fingerprint(sweep);
        for (var trial = 0; trial < sweep.Trials; trial++)
        {
            fingerprint.Add(sweep.CellOf(trial).Number, sweep.ReplicateOf(trial), Bytes[trial]);
        }

        Fingerprint = fingerprint.Finish();
    }

    public Sweep Sweep { get; }

    public ImmutableArray<TrialResult> Results { get; }

    public ImmutableArray<byte[]> Bytes { get; }

    /// <summary>The right fingerprint.</summary>
    public string Fingerprint { get; }

    /// <summary>The number of trials that fail or diverge.</summary>
    public long Failing => Results.Count(result => result.Outcome is not TrialOutcome.Completed);

    /// <summary>A sweep; made once, because specifications take long to check.</summary>
    public static Workload Of(int cells, int replicates, int name, bool fails) =>
        Known.GetOrAdd((cells, replicates, name, fails), static key => new Workload(SweepOf(key.Cells, key.Replicates, key.Name), key.Fails));

    /// <summary>Draws a sweep of 1 to 60 trials; in some, trials fail and diverge on every silo.</summary>
    public static Workload Draw(Dice dice, int name) => Of(1 + dice.Below(3), dice.Pick([1, 4, 10, 20]), name, fails: dice.Chance(0.3));

    private static Sweep SweepOf(int cells, int replicates, int name) => new(new SweepSpec
    {
        Name = FormattableString.Invariant($"sweep-{name}"),
        Replicates = ReplicateDesign.Independent(replicates),
        Axes =
        [
            Axis.Parse(
                ExperimentRegister.Default.Setting("learningRate"),
                [.. Enumerable.Range(1, cells).Select(cell => FormattableString.Invariant($"0.0{cell}"))]),
        ],
    });

    private static TrialResult ResultOf(Sweep sweep, int trial, bool fails)
    {
        if (fails && trial % 7 == 3)
        {
            return trial % 2 == 0 ? TrialResult.Divergence : TrialResult.Failure("this trial always fails");
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(sweep.SpecOf(trial).Canonical));
        return Classification.Completed(hash[0], hash[1], 256, hash[2] / 256.0);
    }
}
