namespace Symmetry.Analysis.Questions.Claims;

/// <summary>"One run gave this value": holds where the value lies in the prediction interval of one further run (<see cref="PredictionOfOneRun"/>).</summary>
/// <remarks>A printed value stands for every number that rounds to it.</remarks>
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
            return new ClaimVerdict(ClaimAnswer.Undecided, Text($"{Name(runs, cell)} has {values.Length} completed runs"));
        }

        var (lower, upper) = (MetricText.Value(Metric, interval.Lower), MetricText.Value(Metric, interval.Upper));
        return new ClaimVerdict(PredictionOfOneRun.CouldBe(interval, Value, Rounding) ? ClaimAnswer.Holds : ClaimAnswer.Fails, Text(
            $"{Name(runs, cell)}: {level:P0} of single runs lie in [{lower}, {upper}] ({method}, n = {values.Length})"));
    }
}
