using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using Symmetry.Analysis.Json;
using Symmetry.Analysis.Runs;
using Symmetry.Analysis.Text;

namespace Symmetry.Client.Exports;

/// <summary>Rows as CSV under a header.</summary>
/// <param name="measured">The names of the measurements.</param>
internal sealed class CsvRows(IReadOnlyList<string> measured) : IExportFormat
{
    // Nine numbers of at most 24 letters, what stands between all columns, and at most three bytes of UTF-8 for a letter of UTF-16.
    private const int MaxOfNumbers = 9 * 24;
    private const int MaxBetween = 20;
    private const int MaxOfLetter = 3;

    private ExportedCell? settingsOf;
    private string settings = "";

    /// <inheritdoc/>
    public string Header { get; } = string.Join(',', [.. ExportFormat.Columns, .. measured]) + "\n";

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> to, ExportedTrial trial)
    {
        if (settingsOf != trial.Cell)
        {
            (settingsOf, settings) = (trial.Cell, string.Join(',', trial.Cell.Settings.Select(Csv.Quote)));
        }

        var (row, result) = (trial.Row, trial.Row.Result);
        var (original, inverted) = (TrialMetrics.Original(result), TrialMetrics.Inverted(result));
        var (permutation, outcome, silo) = (Csv.Quote(trial.Permutation), TrialMetrics.Word(result.Outcome), Csv.Quote(row.Silo));
        var others = measured.Count == 0 ? "" : string.Concat(measured.Select(name => "," + Csv.Number(trial.Measurement(name))));
        var most = MaxOfNumbers + MaxBetween + (MaxOfLetter * (settings.Length + permutation.Length + outcome.Length + silo.Length + others.Length));
        var isWhole = Utf8.TryWrite(
            to.GetSpan(most),
            CultureInfo.InvariantCulture,
            $"{trial.Cell.Cell.Number},{row.Replicate},{settings},{permutation},"
            + $"{original.Correct},{original.Total},{inverted.Correct},{inverted.Total},"
            + $"{Csv.Number(TrialMetrics.TrainLoss(result))},{outcome},{row.Attempts},{silo},{Csv.Number(row.Seconds)}{others}\n",
            out var written);
        to.Advance(isWhole ? written : throw new InvalidOperationException($"A row of {most} bytes is longer than was thought possible."));
    }
}
