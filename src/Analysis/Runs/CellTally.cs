using System.Buffers.Binary;

namespace Symmetry.Analysis.Runs;

/// <summary>The progress of a cell: how its trials ended, and the exact distributions of their counts or the mean of another metric.</summary>
/// <remarks>
/// What is concluded is concluded from <see cref="CellRuns"/>. All but <see cref="Lead"/> is a count, so that the order of adding has no effect.
/// Not thread-safe.
/// </remarks>
public sealed class CellTally
{
    private const byte FormOfTestSets = 2;
    private const byte FormOfLead = 3;

    private readonly byte form;
    private readonly string lead = "";
    private readonly CommonTally original = new();
    private readonly CommonTally inverted = new();

    /// <summary>An empty tally.</summary>
    /// <param name="lead">The metric whose mean is followed (<see cref="LeadOf"/>); null where the accuracies on X and −X are counted.</param>
    public CellTally(Metric? lead = null) => (form, this.lead) = lead is null ? (FormOfTestSets, "") : (FormOfLead, lead.Name);

    private CellTally(byte form) => this.form = form;

    /// <summary>Trials that were trained and measured.</summary>
    public long Completed { get; private set; }

    /// <summary>Trials whose training diverged.</summary>
    public long Diverged { get; private set; }

    /// <summary>Trials that failed.</summary>
    public long Failed { get; private set; }

    /// <summary>Trials that ended, in whatever way.</summary>
    public long Ended => Completed + Diverged + Failed;

    /// <summary>Correct counts on X over completed trials; <c>null</c> before the first.</summary>
    public Tally? Original => original.Tally;

    /// <summary>Correct counts on −X over completed trials; <c>null</c> before the first.</summary>
    public Tally? Inverted => inverted.Tally;

    /// <summary>The runs of the metric that is followed where the accuracies on X and −X are not measured.</summary>
    public RunningMean Lead { get; private set; }

    /// <summary>The metric whose mean progress shows: the default metric where the accuracies on X and −X are not both measured, otherwise null.</summary>
    public static Metric? LeadOf(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return Classification.HasTestSets(sweep.Metrics) ? null : DefaultMetric.Find(sweep.Metrics);
    }

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
        if (form == FormOfLead)
        {
            Lead = Lead.With(result.Find(lead)?.Value ?? double.NaN);
            return;
        }

        original.Add(result.Find(KnownMetrics.Accuracy.Name));
        inverted.Add(result.Find(KnownMetrics.AccuracyInverted.Name));
    }

    /// <summary>Writes the tally as bytes, the same for the same content.</summary>
    public byte[] Encode()
    {
        var bytes = new List<byte> { form };
        WriteLong(Completed);
        WriteLong(Diverged);
        WriteLong(Failed);
        if (form == FormOfTestSets)
        {
            WriteTally(Original);
            WriteTally(Inverted);
        }
        else
        {
            WriteLong(Lead.N);
            WriteLong(BitConverter.DoubleToInt64Bits(Lead.Mean));
            WriteLong(BitConverter.DoubleToInt64Bits(Lead.SquaredDeviations));
        }

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
        if (bytes.IsEmpty || bytes[0] is not (FormOfTestSets or FormOfLead))
        {
            throw new FormatException($"{bytes.Length} bytes are not a cell's tally of form {FormOfTestSets} or {FormOfLead}.");
        }

        var rest = bytes[1..];
        var tally = new CellTally(bytes[0])
        {
            Completed = ReadLong(ref rest),
            Diverged = ReadLong(ref rest),
            Failed = ReadLong(ref rest),
        };
        if (tally.form == FormOfLead)
        {
            tally.Lead = new RunningMean(ReadLong(ref rest), ReadDouble(ref rest), ReadDouble(ref rest));
            return tally;
        }

        ReadTally(ref rest, tally.original);
        ReadTally(ref rest, tally.inverted);
        return tally;

        static double ReadDouble(ref ReadOnlySpan<byte> from) => BitConverter.Int64BitsToDouble(ReadLong(ref from));

        static void ReadTally(ref ReadOnlySpan<byte> from, CommonTally into)
        {
            var total = ReadLong(ref from);
            var entries = ReadLong(ref from);
            for (var i = 0L; i < entries; i++)
            {
                var correct = checked((int)ReadLong(ref from));
                into.Add(correct, checked((int)total), ReadLong(ref from));
            }
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
