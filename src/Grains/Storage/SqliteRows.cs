using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Grains.Storage;

/// <summary>Reads a sweep's rows from statements that select <see cref="Columns"/>.</summary>
/// <remarks>
/// Values are taken from the statement itself: the provider asks for the type of each first, which for a million rows costs
/// as much as all the rest. Whatever stands in a damaged row comes out as some value here, and its checksum tells.
/// </remarks>
internal sealed class SqliteRows(Sweep sweep)
{
    /// <summary>The columns in the order in which they are read.</summary>
    public const string Columns = "cell, replicate, result, attempts, silo, seconds, checksum";

    // Neighbouring rows were mostly trained by one silo: its text is made once.
    private byte[] siloBytes = [];
    private string silo = "";

    /// <summary>Reads the row at which the reader stands.</summary>
    /// <returns>Its place, the row, and whether its checksum is right.</returns>
    public (int Cell, long Replicate, TrialRow Row, bool Good) Read(SqliteDataReader reader)
    {
        var statement = reader.Handle!;
        var cell = raw.sqlite3_column_int(statement, 0);
        var replicate = raw.sqlite3_column_int64(statement, 1);
        var row = new TrialRow(
            sweep.TrialOf(cell, replicate),
            raw.sqlite3_column_blob(statement, 2).ToArray(),
            raw.sqlite3_column_int(statement, 3),
            SiloOf(raw.sqlite3_column_blob(statement, 4)),
            raw.sqlite3_column_double(statement, 5));
        return (cell, replicate, row, RowChecksum.Of(sweep.Id, cell, replicate, row) == raw.sqlite3_column_int64(statement, 6));
    }

    private string SiloOf(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.SequenceEqual(siloBytes))
        {
            (siloBytes, silo) = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        }

        return silo;
    }
}
