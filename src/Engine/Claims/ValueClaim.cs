using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Engine.Statistics;

namespace Symmetry.Engine.Claims;

/// <summary>"One run gave this value": holds where the value lies in the prediction interval of one further run of ours.</summary>
/// <remarks>
/// The interval is made of order statistics (G. Hahn, W. Meeker, "Statistical Intervals", 1991, section 5.4), so that it holds
/// whatever the shape of the distribution, which matters for rates near 0; from 39 replicates on it exists at 95 %. With fewer it is
/// Student's t interval, and the evidence says so. A printed value stands for every number that rounds to it.
/// </remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="Value">The value.</param>
/// <param name="Rounding">Half a unit of the value's last printed digit. Default 0.</param>
public sealed record ValueClaim(string Says, ImmutableArray<int> Cells, Measure Measure, double Value, double Rounding = 0) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells { get; } = Cells;

    /// <inheritdoc/>
    public override Verdict Judge(ClaimData data) => Verdict.OfAll(Cells.Select(cell => Judge(data, cell)));

    private Verdict Judge(ClaimData data, int cell)
    {
        var values = data.Values(cell, Measure);
        var (mean, sd) = values.Length == 0 ? (double.NaN, double.NaN) : Moments.MeanAndStandardDeviation(values);
        var ordered = OrderStatistics.PredictionInterval(values, data.Level);
        var interval = ordered ?? StudentTIntervals.PredictionInterval(values.Length, mean, sd, data.Level);
        if (interval is not { } one)
        {
            return new Verdict(ClaimAnswer.Undecided, Text($"{data.Name(cell)} has {values.Length} completed runs"));
        }

        var answer = Value + Rounding >= one.Lower && Value - Rounding <= one.Upper ? ClaimAnswer.Holds : ClaimAnswer.Fails;
        var method = ordered is null ? "Student's t" : "order statistics";
        return new Verdict(answer, Text(
            $"{data.Name(cell)}: {data.Level:P0} of single runs lie in [{one.Lower:F4}, {one.Upper:F4}] ({method}, n = {values.Length})"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
