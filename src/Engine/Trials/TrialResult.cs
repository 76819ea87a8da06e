using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Symmetry.Engine.Trials;

/// <summary>What a trial found. Equal specs give equal results, bit for bit.</summary>
public sealed record TrialResult
{
    private const byte Form = 1;
    private const byte MeasuredForm = 2;
    private const int Head = 1 + 1 + (4 * sizeof(int)) + sizeof(double);

    /// <summary>How the trial ended.</summary>
    public required TrialOutcome Outcome { get; init; }

    /// <summary>Test images classified correctly; a tie for the largest logit is wrong. 0 unless completed.</summary>
    public int CorrectOriginal { get; init; }

    /// <summary>Test images.</summary>
    public int TotalOriginal { get; init; }

    /// <summary>Inverted test images, −x, classified correctly. 0 unless completed.</summary>
    public int CorrectInverted { get; init; }

    /// <summary>Inverted test images.</summary>
    public int TotalInverted { get; init; }

    /// <summary>The mean loss over the training rows at the end, of the kind that was trained with (cross-entropy in nats), without penalty. NaN unless completed.</summary>
    public double TrainLoss { get; init; } = double.NaN;

    /// <summary>What else was measured, in the order in which it is named; empty for most trials.</summary>
    public ImmutableArray<Measurement> Measurements { get; init; } = [];

    /// <summary>Why the trial failed or diverged; empty when completed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>A result that says that the trial could not be completed.</summary>
    public static TrialResult Failure(string reason) => new() { Outcome = TrialOutcome.Failed, Reason = reason };

    /// <summary>The result of a training that did not stay finite.</summary>
    public static TrialResult Divergence { get; } =
        new() { Outcome = TrialOutcome.Diverged, Reason = "A weight or the loss became infinite or not a number." };

    /// <summary>The canonical bytes: what stores keep, duplicates are compared by, and fingerprints are taken of.</summary>
    /// <remarks>
    /// Form 1: form, outcome (a byte each); four counts (int32) and the loss (the bits of a double), little-endian; the reason
    /// in UTF-8 to the end. Every NaN is written with the same bits. Form 2, where there are measurements: their number (a byte)
    /// stands before the reason, then each as the length of its name (a byte), the name in ASCII and the bits of its value.
    /// </remarks>
    public byte[] Encode()
    {
        var measured = Measurement.Encode(Measurements);
        var bytes = new byte[Head + measured.Length + Encoding.UTF8.GetByteCount(Reason)];
        bytes[0] = Measurements.IsEmpty ? Form : MeasuredForm;
        bytes[1] = (byte)Outcome;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2), CorrectOriginal);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(6), TotalOriginal);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(10), CorrectInverted);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(14), TotalInverted);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(18), double.IsNaN(TrainLoss) ? double.NaN : TrainLoss);
        measured.CopyTo(bytes, Head);
        Encoding.UTF8.GetBytes(Reason, bytes.AsSpan(Head + measured.Length));
        return bytes;
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are not a result of a known form.</exception>
    public static TrialResult Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Head || bytes[0] is not (Form or MeasuredForm) || bytes[1] > (byte)TrialOutcome.Failed)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"{bytes.Length} bytes beginning with {(bytes.IsEmpty ? 0 : bytes[0])} are not a trial result of form {Form} or {MeasuredForm}."));
        }

        var rest = bytes[Head..];
        ImmutableArray<Measurement> measurements = bytes[0] == MeasuredForm ? Measurement.Decode(ref rest) : [];
        return new TrialResult
        {
            Outcome = (TrialOutcome)bytes[1],
            CorrectOriginal = BinaryPrimitives.ReadInt32LittleEndian(bytes[2..]),
            TotalOriginal = BinaryPrimitives.ReadInt32LittleEndian(bytes[6..]),
            CorrectInverted = BinaryPrimitives.ReadInt32LittleEndian(bytes[10..]),
            TotalInverted = BinaryPrimitives.ReadInt32LittleEndian(bytes[14..]),
            TrainLoss = BinaryPrimitives.ReadDoubleLittleEndian(bytes[18..]),
            Measurements = measurements,
            Reason = Encoding.UTF8.GetString(rest),
        };
    }

    /// <summary>The record's equality, with NaN equal to NaN, as the bytes say.</summary>
    public bool Equals(TrialResult? other) => other is not null && Encode().AsSpan().SequenceEqual(other.Encode());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Outcome, CorrectOriginal, CorrectInverted, TrainLoss);
}
