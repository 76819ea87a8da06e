using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Symmetry.Grains.Storage;

/// <summary>Reads a sweep's rows from the statements that return results.</summary>
/// <remarks>
/// Reads values from the statement itself, because the provider looks up the type of each value first, which doubles the time for a
/// million rows. A damaged row gives some values, and its checksum shows the damage.
/// </remarks>
internal sealed class SqliteRows(Sweep sweep)
{
    // Consecutive rows mostly have the same silo, so its text is decoded once.
    private byte[] siloBytes = [];
    private string silo = "";

    /// <summary>Reads the current row.</summary>
    /// <returns>Its cell and replicate, the row, and whether its checksum is right.</returns>
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
            raw.sqlite3_column_double(statement, 5))
        {
            Outcomes = raw.sqlite3_column_type(statement, 7) == raw.SQLITE_NULL ? null : raw.sqlite3_column_blob(statement, 7).ToArray(),
        };
        return (cell, replicate, row, RowChecksum.Compute(sweep.Id, cell, replicate, row) == raw.sqlite3_column_int64(statement, 6));
    }

    /// <summary>Reads a sweep with its specification.</summary>
    public static StoredSweep ReadSweep(SqliteDataReader reader) => new(ReadHead(reader), reader.GetString(10));

    /// <summary>Reads a sweep without its specification.</summary>
    public static SweepHead ReadHead(SqliteDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        (SweepStatus)reader.GetInt32(2),
        reader.GetInt64(3),
        new DateTimeOffset(reader.GetInt64(4), TimeSpan.Zero))
    {
        Stored = reader.GetInt64(5),
        Failed = reader.IsDBNull(6) ? null : reader.GetInt64(6),
        Verified = reader.GetInt64(7),
        Mismatched = reader.GetInt64(8),
        Lost = reader.GetInt64(9),
    };

    private string SiloOf(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.SequenceEqual(siloBytes))
        {
            (siloBytes, silo) = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        }

        return silo;
    }
}
