using Npgsql;
using Symmetry.Grains.Storage;

namespace Symmetry.Chaos;

/// <summary>A PostgreSQL server in a temporary folder, gone afterwards.</summary>
internal sealed class Postgres : IAsyncDisposable
{
    private readonly int port = Shell.FreePort();
    private readonly string folder = Directory.CreateTempSubdirectory("symmetry-chaos-").FullName;
    private readonly string programs = Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Max()
        ?? throw new InvalidOperationException("PostgreSQL is not installed (Debian: apt-get install postgresql).");

    /// <summary>The connection string of its database.</summary>
    public string Database => $"Host=127.0.0.1;Port={port};Username=symmetry;Database=postgres";

    /// <summary>Starts a server and makes the tables.</summary>
    public static async Task<Postgres> StartNewAsync(CancellationToken stop)
    {
        var server = new Postgres();
        if (Environment.UserName == "root")
        {
            await Shell.RunAsync("chown", "postgres", server.folder);
        }

        await server.AsServerAsync("initdb", "-D", server.Data, "-U", "symmetry", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        await server.StartAsync();
        await PostgresSchema.MigrateAsync(server.Database, stop);
        return server;
    }

    /// <summary>Starts the server. It syncs every commit, as one in use does.</summary>
    public Task StartAsync() => AsServerAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(folder, "log"), "-o",
        $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200", "start");

    /// <summary>Kills the server's processes.</summary>
    public Task CrashAsync() => AsServerAsync("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    /// <summary>How many results of a sweep are durable.</summary>
    public async Task<long> CountAsync(string sweep)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM symmetry.results WHERE sweep = (SELECT number FROM symmetry.sweeps WHERE id = $1)", connection);
        command.Parameters.AddWithValue(sweep);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await CrashAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    // The server refuses to run as root.
    private Task AsServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(programs, program);
        return Environment.UserName == "root"
            ? Shell.RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : Shell.RunAsync(path, arguments);
    }
}
