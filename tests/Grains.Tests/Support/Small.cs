using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Grains.Tests.Support;

/// <summary>Small sweeps, and results that are a hash of the specification instead of a training.</summary>
internal static class Small
{
    public static Sweep Of(string name, int replicates, params string[] rates)
    {
        return new Sweep(new SweepSpec
        {
            Name = name,
            Replicates = ReplicateDesign.Independent(replicates),
            Axes = [Axis.Parse(ExperimentRegister.Default.Setting("learningRate"), rates.Length == 0 ? ["0.01", "0.1"] : rates)],
        });
    }

    /// <summary>A small sweep that keeps outcomes per test image.</summary>
    public static Sweep Keeping(string name, int replicates) => new(Of(name, replicates).Spec with { KeepsOutcomes = true });

    public static TrialResult ResultOf(TrialSpec spec)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(spec.Canonical));
        var result = Classification.Completed(
            BinaryPrimitives.ReadUInt16LittleEndian(hash) % 1801,
            BinaryPrimitives.ReadUInt16LittleEndian(hash.AsSpan(2)) % 1801,
            1800,
            BinaryPrimitives.ReadUInt16LittleEndian(hash.AsSpan(4)) / 65536.0);
        return spec.KeepsOutcomes ? result.WithOutcomes(OutcomesOf(hash)) : result;
    }

    public static TrialRow RowOf(Sweep sweep, long trial, string silo = "here", double seconds = 0.5) =>
        TrialRow.Encode(trial, ResultOf(sweep.SpecOf(trial)), silo, seconds);

    /// <summary>The fingerprint, computed without grains.</summary>
    public static string FingerprintOf(Sweep sweep, Func<TrialSpec, TrialResult>? resultOf = null)
    {
        using var fingerprint = new Fingerprint(sweep);
        for (var trial = 0L; trial < sweep.Trials; trial++)
        {
            fingerprint.Add(sweep.CellOf(trial).Number, sweep.ReplicateOf(trial), (resultOf ?? ResultOf)(sweep.SpecOf(trial)));
        }

        return fingerprint.Finish();
    }

    /// <summary>The tallies, computed without grains.</summary>
    public static ImmutableArray<byte[]> TalliesOf(Sweep sweep)
    {
        var tallies = sweep.Cells.Select(_ => new CellTally()).ToArray();
        for (var trial = 0L; trial < sweep.Trials; trial++)
        {
            tallies[sweep.CellOf(trial).Number].Add(ResultOf(sweep.SpecOf(trial)));
        }

        return [.. tallies.Select(tally => tally.Encode())];
    }

    // 1,800 images: bits of the hash, over and over.
    private static TestOutcomes OutcomesOf(byte[] hash)
    {
        var bits = Enumerable.Range(0, 3600).Select(i => (hash[i / 8 % hash.Length] >> (i % 8) & 1) != 0).ToArray();
        return TestOutcomes.Pack(bits.AsSpan(0, 1800), bits.AsSpan(1800));
    }
}
