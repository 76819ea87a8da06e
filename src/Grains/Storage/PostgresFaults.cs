using System.Net.Sockets;
using Npgsql;

namespace Symmetry.Grains.Storage;

/// <summary>Translates errors of the provider into ours, because clients cannot deserialize the provider's types.</summary>
internal static class PostgresFaults
{
    public static bool IsProviders(Exception e) =>
        e is NpgsqlException or TimeoutException or SocketException or IOException or ObjectDisposedException;

    /// <summary>Whether a connection is broken, for instance a pooled one after a restart of the server.</summary>
    public static bool IsBrokenConnection(Exception e) =>
        e is NpgsqlException { InnerException: not TimeoutException } npgsql
        && (npgsql is not PostgresException || npgsql.SqlState is "57P01" or "57P02" or "25006")
        && npgsql.InnerException is not SocketException { SocketErrorCode: SocketError.ConnectionRefused };

    /// <summary>The server of a connection string, without secrets.</summary>
    public static string Server(string connectionString) => $"PostgreSQL on {new NpgsqlConnectionStringBuilder(connectionString).Host}";

    public static Exception Translate(string what, Exception e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } =>
            new StoreFormatException("A table is missing in the database. Run 'symmetry-silo migrate' first."),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new StoreException($"{what}: the database's disk is full."),
        PostgresException postgres => new StoreException($"{what}: the database reported: {postgres.MessageText} ({postgres.SqlState})."),
        ObjectDisposedException => new StoreException("The store is closed."),
        _ => new StoreException($"{what}: the database does not answer: {(e.InnerException ?? e).Message}"),
    };
}
