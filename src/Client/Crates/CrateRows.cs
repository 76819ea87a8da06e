using System.Buffers;
using Symmetry.Formats.Exports;
using Symmetry.Grains;

namespace Symmetry.Client.Crates;

/// <summary>Stored rows on their way into results.csv: the same bytes when a crate is written and when it is checked.</summary>
internal sealed class CrateRows
{
    private readonly Sweep sweep;
    private readonly Stream to;
    private readonly CsvRows format;
    private readonly ArrayBufferWriter<byte> text = new();
    private ExportedCell? cell;

    /// <summary>Writes the header.</summary>
    public CrateRows(Sweep sweep, Stream to)
    {
        (this.sweep, this.to, format) = (sweep, to, new CsvRows(new TrialColumns(sweep)));
        to.Write(Encoding.UTF8.GetBytes(format.Header));
    }

    /// <summary>Writes the next row, and decodes it.</summary>
    /// <exception cref="FormatException">The bytes of the result are not a valid result.</exception>
    public RunRow Add(TrialRow row)
    {
        var of = sweep.CellOf(row.Trial);
        cell = cell?.Cell == of ? cell : new ExportedCell(sweep, of);
        var run = new RunRow(sweep.ReplicateOf(row.Trial), row.Read(), row.Attempts, row.Silo, row.Seconds);
        format.Write(text, new ExportedTrial(sweep, cell, run));
        to.Write(text.WrittenSpan);
        text.ResetWrittenCount();
        return run;
    }
}
