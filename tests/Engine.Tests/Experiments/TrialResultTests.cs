using System.Text;
using CsCheck;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;

namespace Symmetry.Engine.Tests.Experiments;

/// <summary>
/// Goal: stored results are read for ever, and equal results have equal bytes. Method: bytes that the releases before form 3 wrote
/// for a few results, and round trips.
/// </summary>
public sealed class TrialResultTests
{
    // Form 1: form, outcome; four counts; the loss; the reason.
    public static TheoryData<string, TrialResult> StoredForms() => new()
    {
        {
            "01 00 D2040000 08070000 0C020000 08070000 000000000000E03F",
            Classification.Completed(1234, 524, 1800, 0.5)
        },
        {
            "01 00 01000000 02000000 00000000 02000000 000000000000F8FF",
            Classification.Completed(1, 0, 2, double.NaN)
        },
        {
            "01 01 00000000 00000000 00000000 00000000 000000000000F8FF" + Hex("A weight or the loss became infinite or not a number."),
            TrialResult.Divergence
        },
        {
            "01 02 00000000 00000000 00000000 00000000 000000000000F8FF" + Hex("µ kept nothing."),
            TrialResult.Failure("µ kept nothing.")
        },

        // Form 2: after the loss the number of further values, and for each its name and its bits.
        {
            "02 00 D2040000 08070000 0C020000 08070000 000000000000E03F 02 0C" + Hex("fixed_points") + "0000000000000840 0A"
            + Hex("two_cycles") + "000000000000F8FF",
            Classification.Completed(1234, 524, 1800, 0.5, [MetricValue.Real("fixed_points", 3), MetricValue.Real("two_cycles", double.NaN)])
        },
    };

    [Theory]
    [MemberData(nameof(StoredForms))]
    public void Bytes_of_earlier_releases_are_written_and_read(string hex, TrialResult result)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(result.Encode()));
        Assert.Equal(result, TrialResult.Decode(bytes));
        Assert.Equal(result.GetHashCode(), TrialResult.Decode(bytes).GetHashCode());
    }

    [Fact]
    public void Values_of_another_experiment_have_form_3_and_read_back()
    {
        var result = new TrialResult
        {
            Outcome = TrialOutcome.Completed,
            Values = [MetricValue.Proportion("hits", 3, 4), MetricValue.Real("seconds", 0.25), MetricValue.Real("undefined", double.NaN)],
        };

        Assert.Equal(
            "03 00 00 03"
            + $" 04{Hex("hits")} 04000000 03000000"
            + $" 07{Hex("seconds")} 00000000 000000000000D03F"
            + $" 09{Hex("undefined")} 00000000 000000000000F8FF",
            Spaced(result.Encode(), 1, 1, 1, 1, 5, 4, 4, 8, 4, 8, 10, 4, 8));
        Assert.Equal(result, TrialResult.Decode(result.Encode()));
        Assert.Equal(0.75, TrialResult.Decode(result.Encode()).Find("hits")?.Value);
        Assert.Null(result.Find("accuracy"));
    }

    [Theory]
    [MemberData(nameof(OtherValues))]
    public void Values_in_another_order_or_of_another_kind_have_form_3_and_read_back(MetricValue[] values)
    {
        var result = new TrialResult { Outcome = TrialOutcome.Completed, Values = [.. values] };

        var bytes = result.Encode();
        Assert.Equal(3, bytes[0]);
        Assert.Equal(result.Values, TrialResult.Decode(bytes).Values);
    }

    public static TheoryData<MetricValue[]> OtherValues()
    {
        var (accuracy, inverted) = (MetricValue.Proportion("accuracy", 1, 2), MetricValue.Proportion("accuracy_inverted", 1, 2));
        var loss = MetricValue.Real("train_loss", 1);
        return new()
        {
            Array.Empty<MetricValue>(),
            new[] { accuracy },
            new[] { inverted, accuracy, loss },
            new[] { MetricValue.Real("accuracy", 0.5), inverted, loss },
            new[] { accuracy, inverted, MetricValue.Proportion("train_loss", 1, 2) },
            new[] { accuracy, inverted, loss, MetricValue.Proportion("hits", 1, 2) },
        };
    }

    [Fact]
    public void Violated_fact_has_form_3_and_reads_back()
    {
        var result = TrialResult.Violation(MlpFacts.OddBound, "1000 + 801 of 1800");
        var bytes = result.Encode();

        Assert.Equal($"03 03 09{Hex("odd-bound")} 00" + Hex("The exact fact \"R + Rbar <= 1\" is violated: 1000 + 801 of 1800."),
            Spaced(bytes, 1, 1, 10, 1 + result.Reason.Length));
        var decoded = TrialResult.Decode(bytes);
        Assert.Equal(result, decoded);
        Assert.Equal((TrialOutcome.Violated, "odd-bound"), (decoded.Outcome, decoded.ViolatedFact));
        Assert.Empty(decoded.Values);
        Assert.NotEqual(result, TrialResult.Violation(MlpFacts.PairLoss with { Statement = MlpFacts.OddBound.Statement }, "1000 + 801 of 1800"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("00 00 00000000 00000000 00000000 00000000 0000000000000000")]
    [InlineData("04 00 00000000 00000000 00000000 00000000 0000000000000000")]
    [InlineData("01 04 00000000 00000000 00000000 00000000 0000000000000000")]
    [InlineData("01 00 00000000 00000000 00000000 00000000 00000000000000")]
    [InlineData("01 00 00000000 00000000 00000000 00000000 0000000000000000")]
    [InlineData("02 00 01000000 02000000 01000000 02000000 0000000000000000")]
    [InlineData("02 00 01000000 02000000 01000000 02000000 0000000000000000 01 04 68697473")]
    [InlineData("03 00")]
    [InlineData("03 03 09 6F6464")]
    [InlineData("03 00 00 01 04 68697473 04000000 03")]
    [InlineData("03 00 00 01 04 68697473 04000000 05000000")]
    [InlineData("03 00 00 01 04 68697473 FFFFFFFF 0000000000000000")]
    public void Damaged_bytes_are_refused(string hex) =>
        Assert.Throws<FormatException>(() => TrialResult.Decode(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

    [Fact]
    public void Any_values_read_back() => Values.Array[0, 6].Sample(values =>
    {
        var result = new TrialResult { Outcome = TrialOutcome.Completed, Values = [.. values] };
        var further = Classification.Completed(1, 2, 3, 0.5, [.. values]);

        Assert.Equal(result, TrialResult.Decode(result.Encode()));
        Assert.Equal(further, TrialResult.Decode(further.Encode()));
    });

    [Fact]
    public void Bytes_that_end_within_a_value_are_refused() => Values.Array[1, 3].Sample(values =>
    {
        var bytes = new TrialResult { Outcome = TrialOutcome.Completed, Values = [.. values] }.Encode();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => TrialResult.Decode(bytes.AsSpan(0, length)));
        }
    });

    private static Gen<MetricValue> Values =>
        Gen.Select(Gen.String["abcdefghijklmnopqrstuvwxyz_0123456789"].Where(name => name.Length is > 0 and < 100), Gen.Double, Gen.Int[0, 2000], Gen.Bool,
            (name, value, correct, isProportion) => isProportion ? MetricValue.Proportion(name, correct, 2000) : MetricValue.Real(name, value));

    private static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    // The bytes with a space after each group of so many.
    private static string Spaced(ReadOnlySpan<byte> bytes, params int[] groups)
    {
        var texts = new List<string>();
        foreach (var count in groups)
        {
            texts.Add(Convert.ToHexString(bytes[..count]));
            bytes = bytes[count..];
        }

        Assert.True(bytes.IsEmpty);
        return string.Join(' ', texts);
    }
}
