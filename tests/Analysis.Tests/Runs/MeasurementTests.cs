using CsCheck;
using Symmetry.Engine.Experiments;

namespace Symmetry.Analysis.Tests.Runs;

public sealed class MeasurementTests
{
    private static readonly Gen<Measurement> Measured =
        Gen.Select(Gen.String["abcdefghijklmnopqrstuvwxyz_0123456789"].Where(name => name.Length is > 0 and < 100), Gen.Double,
            (name, value) => new Measurement(name, value));

    [Fact]
    public void A_result_with_measurements_reads_back_and_without_them_is_of_form_one() =>
        Gen.Select(Measured.Array[0, 5], Gen.Int[0, 2000], Gen.String).Sample((measurements, correct, reason) =>
        {
            var result = new TrialResult
            {
                Outcome = TrialOutcome.Completed,
                CorrectOriginal = correct,
                TotalOriginal = 2000,
                TrainLoss = 0.5,
                Measurements = [.. measurements],
                Reason = string.Concat(reason.Where(char.IsAscii)),
            };
            var bytes = result.Encode();
            Assert.Equal(measurements.Length == 0 ? 1 : 2, bytes[0]);
            var back = TrialResult.Decode(bytes);
            Assert.Equal(result, back);
            Assert.Equal(result.Measurements, back.Measurements);
            Assert.Equal(result.Reason, back.Reason);
        });

    [Fact]
    public void The_bytes_of_form_two_are_these() => Assert.Equal(
        "0200" + "01000000" + "02000000" + "03000000" + "04000000" + "000000000000E03F" + "01" + "02" + "6162" + "000000000000F03F" + "72",
        Convert.ToHexString(new TrialResult
        {
            Outcome = TrialOutcome.Completed,
            CorrectOriginal = 1,
            TotalOriginal = 2,
            CorrectInverted = 3,
            TotalInverted = 4,
            TrainLoss = 0.5,
            Measurements = [new("ab", 1)],
            Reason = "r",
        }.Encode()));

    [Fact]
    public void Bytes_that_end_within_a_measurement_are_refused()
    {
        var bytes = new TrialResult { Outcome = TrialOutcome.Completed, Measurements = [new("ab", 1)] }.Encode();
        for (var length = bytes.Length - 1; length >= 0; length--)
        {
            Assert.Throws<FormatException>(() => TrialResult.Decode(bytes.AsSpan(0, length)));
        }
    }
}
