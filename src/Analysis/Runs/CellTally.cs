using System.Buffers.Binary;

namespace Symmetry.Analysis.Runs;

/// <summary>The progress of a cell: how its trials ended, and the exact distributions of their counts.</summary>
/// <remarks>What is concluded is concluded from <see cref="CellRuns"/>.</remarks>
/// <remarks>Everything is a count, so that the order of adding has no effect. Not thread-safe.</remarks>
public sealed class CellTally
{
    private const byte Form = 2;

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

    /// <summary>Adds one ended trial.</summary>
    public void Add(TrialResult result)
    {
        if (result.Outcome is not TrialOutcome.Completed)
        {
            Diverged += result.Outcome is TrialOutcome.Diverged ? 1 : 0;
            Failed += result.Outcome is TrialOutcome.Diverged ? 0 : 1;
            return;
        }

        Completed++;
        if (result.Find(KnownMetrics.Accuracy.Name) is { } original && result.Find(KnownMetrics.AccuracyInverted.Name) is { } inverted)
        {
            (Original ??= new Tally(original.Total)).Add(original.Correct);
            (Inverted ??= new Tally(inverted.Total)).Add(inverted.Correct);
        }
    }

    /// <summary>Writes the tally as bytes, the same for the same content.</summary>
    public byte[] Encode()
    {
        var bytes = new List<byte> { Form };
        WriteLong(Completed);
        WriteLong(Diverged);
        WriteLong(Failed);
        WriteTally(Original);
        WriteTally(Inverted);
        return [.. bytes];

        void WriteTally(Tally? tally)
        {
            WriteLong(tally?.Total ?? 0);
            WriteLong(tally?.Entries.Count ?? 0);
            foreach (var (correct, count) in tally?.Entries ?? [])
            {
                WriteLong(correct);
                WriteLong(count);
            }
        }

        void WriteLong(long value)
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
            Completed = ReadLong(ref rest),
            Diverged = ReadLong(ref rest),
            Failed = ReadLong(ref rest),
        };
        tally.Original = ReadTally(ref rest);
        tally.Inverted = ReadTally(ref rest);
        return tally;

        static Tally? ReadTally(ref ReadOnlySpan<byte> from)
        {
            var total = ReadLong(ref from);
            var entries = ReadLong(ref from);
            if (total == 0)
            {
                return null;
            }

            var result = new Tally(checked((int)total));
            for (var i = 0L; i < entries; i++)
            {
                var correct = checked((int)ReadLong(ref from));
                result.Add(correct, ReadLong(ref from));
            }

            return result;
        }

        static long ReadLong(ref ReadOnlySpan<byte> from)
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
