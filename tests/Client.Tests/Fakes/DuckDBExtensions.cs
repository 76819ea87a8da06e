using DuckDB.NET.Data;

namespace Symmetry.Client.Tests.Fakes;

/// <summary>Another program that reads exports: DuckDB, in memory.</summary>
internal static class DuckDBExtensions
{
    /// <summary>The rows of a query.</summary>
    public static List<object[]> Query(this DuckDBConnection database, string query)
    {
        using var command = database.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(values);
        }

        return rows;
    }
}
