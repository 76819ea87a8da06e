using System.Buffers.Binary;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;

namespace Symmetry.Analysis.Runs;

/// <summary>What is known of a cell so far: how its trials ended, and the exact distributions of their counts.</summary>
/// <remarks>Everything is a count, a largest or a least, so that the order of adding is without effect. Not thread-safe.</remarks>
public sealed class CellTally
{
    private const byte Form = 1;

    /// <summary>Trials that were trained and measured.</summary>
    public long Completed { get; private set; }

    /// <summary>Trials whose training diverged.</summary>
    public long Diverged { get; private set; }

    /// <summary>Trials that failed.</summary>
    public long Failed { get; private set; }

    /// <summary>Trials that ended, in whatever way.</summary>
    public long Ended => Completed + Diverged + Failed;

    /// <summary>Correct counts on X over completed trials; <c>null</c> before the first.</summary>
    public Tally? Original { get; private set; }

    /// <summary>Correct counts on −X over completed trials; <c>null</c> before the first.</summary>
    public Tally? Inverted { get; private set; }

    /// <summary>The largest R + R̄ of a completed trial, as accuracy; NaN before the first.</summary>
    public double LargestSum { get; private set; } = double.NaN;

    /// <summary>The least mean training loss of a completed trial, in nats; NaN before the first.</summary>
    public double MinLoss { get; private set; } = double.NaN;

    /// <summary>Adds one ended trial.</summary>
    public void Add(TrialResult result)
    {
        switch (result.Outcome)
        {
            case TrialOutcome.Diverged:
                Diverged++;
                return;
            case TrialOutcome.Failed or TrialOutcome.Violated:
                Failed++;
                return;
        }

        Completed++;
        if (result.Find("accuracy") is { } original && result.Find("accuracy_inverted") is { } inverted && result.Find("train_loss") is { } loss)
        {
            (Original ??= new Tally(original.Total)).Add(original.Correct);
            (Inverted ??= new Tally(inverted.Total)).Add(inverted.Correct);
            LargestSum = double.IsNaN(LargestSum) ? original.Value + inverted.Value : Math.Max(LargestSum, original.Value + inverted.Value);
            MinLoss = double.IsNaN(MinLoss) ? loss.Value : Math.Min(MinLoss, loss.Value);
        }
    }

    /// <summary>Writes the tally as bytes, the same for the same content.</summary>
    public byte[] Encode()
    {
        var bytes = new List<byte> { Form };
        Put(Completed);
        Put(Diverged);
        Put(Failed);
        Put(BitConverter.DoubleToInt64Bits(LargestSum));
        Put(BitConverter.DoubleToInt64Bits(MinLoss));
        PutTally(Original);
        PutTally(Inverted);
        return [.. bytes];

        void PutTally(Tally? tally)
        {
            Put(tally?.Total ?? 0);
            Put(tally?.Entries.Count ?? 0);
            foreach (var (correct, count) in tally?.Entries ?? [])
            {
                Put(correct);
                Put(count);
            }
        }

        void Put(long value)
        {
            Span<byte> eight = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(eight, value);
            bytes.AddRange(eight);
        }
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are not a tally of a known form.</exception>
    public static CellTally Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] != Form)
        {
            throw new FormatException($"{bytes.Length} bytes are not a cell's tally of form {Form}.");
        }

        var rest = bytes[1..];
        var tally = new CellTally
        {
            Completed = Take(ref rest),
            Diverged = Take(ref rest),
            Failed = Take(ref rest),
            LargestSum = BitConverter.Int64BitsToDouble(Take(ref rest)),
            MinLoss = BitConverter.Int64BitsToDouble(Take(ref rest)),
        };
        tally.Original = TakeTally(ref rest);
        tally.Inverted = TakeTally(ref rest);
        return tally;

        static Tally? TakeTally(ref ReadOnlySpan<byte> from)
        {
            var total = Take(ref from);
            var entries = Take(ref from);
            if (total == 0)
            {
                return null;
            }

            var result = new Tally(checked((int)total));
            for (var i = 0L; i < entries; i++)
            {
                var correct = checked((int)Take(ref from));
                result.Add(correct, Take(ref from));
            }

            return result;
        }

        static long Take(ref ReadOnlySpan<byte> from)
        {
            if (from.Length < sizeof(long))
            {
                throw new FormatException("A cell's tally ends too early.");
            }

            var value = BinaryPrimitives.ReadInt64LittleEndian(from);
            from = from[sizeof(long)..];
            return value;
        }
    }
}
