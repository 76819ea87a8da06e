using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Symmetry.Engine.Experiments;

/// <summary>The canonical bytes of results, in one of four forms; all numbers are little-endian, and every NaN has the same bits.</summary>
/// <remarks>
/// <para>
/// Forms 1 and 2 hold the metrics of <see cref="Classification"/> without their names: form and outcome (a byte each), four counts
/// (int32: correct and total on X and on −X), the loss (a double), then in form 2 further real values (see below), then the reason in
/// UTF-8 to the end. A trial without values has form 1 with counts 0 and loss NaN.
/// </para>
/// <para>
/// Form 3 holds everything else: form and outcome (a byte each), the violated fact (length byte, UTF-8), the values, the reason.
/// Values are their number (a byte), then for each the length of the name (a byte), the name in UTF-8 and, in form 3, its total
/// (int32); then the correct count (int32) if the total is not 0, or else the value (a double).
/// </para>
/// <para>
/// Form 4 is for results that keep outcomes per test image: form (a byte), the SHA-256 of the outcomes (32 bytes), then the result in one
/// of the other forms.
/// </para>
/// </remarks>
internal static class TrialResultFormat
{
    private const byte Plain = 1;
    private const byte Measured = 2;
    private const byte General = 3;
    private const byte Hashed = 4;
    private const int Head = 1 + 1 + (4 * sizeof(int)) + sizeof(double);

    private static int Named => Classification.Metrics.Count;

    public static byte[] Encode(TrialResult result) => result.OutcomesHash.Length == 0
        ? EncodeValues(result)
        : [Hashed, .. Convert.FromHexString(result.OutcomesHash), .. EncodeValues(result)];

    private static byte[] EncodeValues(TrialResult result)
    {
        var values = result.Values;
        var isClassification = result.Outcome is TrialOutcome.Completed && values.Length >= Named && IsClassification(values);
        var isWithoutValues = result.Outcome is TrialOutcome.Diverged or TrialOutcome.Failed && values.IsEmpty;
        if (!isClassification && !isWithoutValues)
        {
            return EncodeGeneral(result);
        }

        var further = isClassification ? values[Named..] : [];
        var bytes = new List<byte>(Head + result.Reason.Length) { further.IsEmpty ? Plain : Measured, (byte)result.Outcome };
        AddInt(bytes, isClassification ? values[0].Correct : 0);
        AddInt(bytes, isClassification ? values[0].Total : 0);
        AddInt(bytes, isClassification ? values[1].Correct : 0);
        AddInt(bytes, isClassification ? values[1].Total : 0);
        AddDouble(bytes, isClassification ? values[2].Value : double.NaN);
        if (!further.IsEmpty)
        {
            AddValues(bytes, further, withTotals: false);
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(result.Reason));
        return [.. bytes];
    }

    /// <summary>Reads a result.</summary>
    /// <exception cref="FormatException">The bytes are not a result in a known form.</exception>
    public static TrialResult Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] != Hashed)
        {
            return DecodeValues(bytes);
        }

        var rest = bytes[1..];
        var hash = Convert.ToHexStringLower(ReadBytes(ref rest, SHA256.HashSizeInBytes));
        return DecodeValues(rest) with { OutcomesHash = hash };
    }

    private static TrialResult DecodeValues(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 || bytes[0] is < Plain or > General || bytes[1] > (byte)TrialOutcome.Violated || (bytes[0] != General && bytes.Length < Head))
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"{bytes.Length} bytes beginning with {(bytes.IsEmpty ? 0 : bytes[0])} are not a trial result in form {Plain} to {Hashed}."));
        }

        var (form, outcome) = (bytes[0], (TrialOutcome)bytes[1]);
        var rest = bytes[2..];
        var fact = "";
        var values = ImmutableArray.CreateBuilder<MetricValue>();
        if (form == General)
        {
            fact = ReadName(ref rest);
            ReadValues(ref rest, values, withTotals: true);
        }
        else
        {
            var (correct, total, inverted, totalInverted) = (ReadInt(ref rest), ReadInt(ref rest), ReadInt(ref rest), ReadInt(ref rest));
            var loss = ReadDouble(ref rest);
            if (outcome is TrialOutcome.Completed)
            {
                values.Add(Proportion(Classification.Accuracy.Name, correct, total));
                values.Add(Proportion(Classification.AccuracyInverted.Name, inverted, totalInverted));
                values.Add(MetricValue.Real(Classification.TrainLoss.Name, loss));
            }

            if (form == Measured)
            {
                ReadValues(ref rest, values, withTotals: false);
            }
        }

        return new TrialResult { Outcome = outcome, ViolatedFact = fact, Values = values.DrainToImmutable(), Reason = Encoding.UTF8.GetString(rest) };
    }

    private static bool IsClassification(ImmutableArray<MetricValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var isProportion = i < Named && Classification.Metrics[i].Kind is MetricKind.Proportion;
            if ((i < Named && values[i].Name != Classification.Metrics[i].Name) || values[i].IsProportion != isProportion)
            {
                return false;
            }
        }

        return true;
    }

    private static byte[] EncodeGeneral(TrialResult result)
    {
        var bytes = new List<byte> { General, (byte)result.Outcome };
        AddName(bytes, result.ViolatedFact);
        AddValues(bytes, result.Values, withTotals: true);
        bytes.AddRange(Encoding.UTF8.GetBytes(result.Reason));
        return [.. bytes];
    }

    private static void AddValues(List<byte> bytes, ImmutableArray<MetricValue> values, bool withTotals)
    {
        bytes.Add(checked((byte)values.Length));
        foreach (var value in values)
        {
            AddName(bytes, value.Name);
            if (withTotals)
            {
                AddInt(bytes, value.Total);
            }

            if (value.IsProportion)
            {
                AddInt(bytes, value.Correct);
            }
            else
            {
                AddDouble(bytes, value.Value);
            }
        }
    }

    private static void ReadValues(ref ReadOnlySpan<byte> bytes, ImmutableArray<MetricValue>.Builder values, bool withTotals)
    {
        for (int left = ReadBytes(ref bytes, 1)[0]; left > 0; left--)
        {
            var name = ReadName(ref bytes);
            var total = withTotals ? ReadInt(ref bytes) : 0;
            values.Add(total != 0 ? Proportion(name, ReadInt(ref bytes), total) : MetricValue.Real(name, ReadDouble(ref bytes)));
        }
    }

    private static MetricValue Proportion(string name, int correct, int total) => total > 0 && correct >= 0 && correct <= total
        ? MetricValue.Proportion(name, correct, total)
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"A trial result has {correct} correct of {total} cases for {name}."));

    private static void AddName(List<byte> bytes, string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        bytes.Add(checked((byte)text.Length));
        bytes.AddRange(text);
    }

    private static string ReadName(ref ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(ReadBytes(ref bytes, ReadBytes(ref bytes, 1)[0]));

    private static void AddInt(List<byte> bytes, int value)
    {
        Span<byte> four = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(four, value);
        bytes.AddRange(four);
    }

    private static int ReadInt(ref ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(ref bytes, sizeof(int)));

    private static void AddDouble(List<byte> bytes, double value)
    {
        Span<byte> eight = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(eight, double.IsNaN(value) ? double.NaN : value);
        bytes.AddRange(eight);
    }

    private static double ReadDouble(ref ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadDoubleLittleEndian(ReadBytes(ref bytes, sizeof(double)));

    private static ReadOnlySpan<byte> ReadBytes(ref ReadOnlySpan<byte> bytes, int count)
    {
        if (bytes.Length < count)
        {
            throw new FormatException("A trial result ends too early.");
        }

        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
