using System.Buffers;
using System.Text.Unicode;
using Symmetry.Engine.Experiments;

namespace Symmetry.Formats.Exports;

/// <summary>Rows as CSV under a header.</summary>
internal sealed class CsvRows(TrialColumns columns) : IExportFormat
{
    // Four numbers of at most 24 characters, separators, and at most three bytes of UTF-8 per character of UTF-16.
    private const int MaxNumberBytes = 4 * 24;
    private const int MaxSeparatorBytes = 20;
    private const int MaxCharacterBytes = 3;

    private ExportedCell? settingsOf;
    private string settings = "";
    public string Header { get; } = string.Join(',', columns.Names) + "\n";

    public void Write(IBufferWriter<byte> to, ExportedTrial trial)
    {
        if (settingsOf != trial.Cell)
        {
            (settingsOf, settings) = (trial.Cell, string.Concat(trial.Cell.Settings.Select(setting => "," + Csv.Quote(setting))));
        }

        var (row, result) = (trial.Row, trial.Row.Result);
        var permutation = columns.HasPermutation ? "," + Csv.Quote(trial.Permutation) : "";
        var (outcome, silo) = (TrialMetrics.Word(result.Outcome), Csv.Quote(row.Silo));
        var (leading, trailing) = (Text(columns.Leading, result), Text(columns.Trailing, result) + Levels(row.Replicate));
        var maxBytes = MaxNumberBytes + MaxSeparatorBytes
            + (MaxCharacterBytes * (settings.Length + permutation.Length + leading.Length + outcome.Length + silo.Length + trailing.Length));
        var isWhole = Utf8.TryWrite(
            to.GetSpan(maxBytes),
            CultureInfo.InvariantCulture,
            $"{trial.Cell.Cell.Number},{row.Replicate}{settings}{permutation}{leading},"
            + $"{outcome},{row.Attempts},{silo},{Csv.Number(columns.Seconds(row))}{trailing}\n",
            out var written);
        to.Advance(isWhole ? written : throw new InvalidOperationException($"A row does not fit into {maxBytes} bytes."));
    }

    private string Levels(long replicate) =>
        string.Concat(columns.Levels.Select(level => string.Create(CultureInfo.InvariantCulture, $",{level.LevelOf(replicate)}")));

    private static string Text(ImmutableArray<MetricColumn> columns, TrialResult result)
    {
        if (columns.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var column in columns)
        {
            var value = column.Read(result);
            text.Append(',').Append(column.IsCount ? ((int)value).ToString(CultureInfo.InvariantCulture) : Csv.Number(value));
        }

        return text.ToString();
    }
}
