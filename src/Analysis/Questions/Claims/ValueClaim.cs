namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"One run gave this value": refuted where the value lies outside of the prediction interval of one further run.</summary>
/// <remarks>
/// It is never confirmed, because the interval contains numbers that are off by two standard deviations, too. A printed value stands for every
/// number that rounds to it. Source: <see cref="PredictionOfOneRun"/>.
/// </remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Value">The value.</param>
/// <param name="Rounding">Half a unit of the value's last printed digit. Default 0.</param>
public sealed record ValueClaim(string Says, ImmutableArray<int> Cells, Metric Metric, double Value, double Rounding = 0) : CellClaim(Says, Cells)
{
    /// <inheritdoc/>
    protected override ClaimVerdict Judge(SweepRuns runs, int cell, double level)
    {
        var values = runs.Values(cell, Metric).Finite;
        if (PredictionOfOneRun.Find(values, level) is not (var interval, var method))
        {
            return ClaimVerdict.TooFewRuns($"{Name(runs, cell)} has {Numbers.Count(values.Length, "completed run")}");
        }

        var (lower, upper) = (MetricText.Value(Metric, interval.Lower), MetricText.Value(Metric, interval.Upper));
        return new ClaimVerdict(PredictionOfOneRun.CouldBe(interval, Value, Rounding) ? ClaimAnswer.NotRefuted : ClaimAnswer.Refuted, Text(
            $"{Name(runs, cell)}: a further run lies in [{lower}, {upper}] with {Percent(level)} ({method}, n = {values.Length})"));
    }
}
