using Microsoft.Data.Sqlite;

namespace Symmetry.Grains.Tests.Storage;

internal static class SqliteFile
{
    /// <summary>Runs a statement on the file of a store.</summary>
    public static object? Execute(string path, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar();
    }
}
