using System.Globalization;
using System.Net;
using Npgsql;
using Symmetry.Grains.Storage;

namespace Symmetry.Chaos;

/// <summary>A PostgreSQL server in a temporary folder, removed on disposal.</summary>
internal sealed class Postgres : IAsyncDisposable
{
    private readonly int port = Shell.FreePort();
    private readonly int replicaPort = Shell.FreePort();
    private readonly SiloNetwork? network;
    private readonly string folder;
    private double cpuSecondsOfEnded;
    private readonly string programs = Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Max()
        ?? throw new InvalidOperationException("PostgreSQL is not installed (Debian: apt-get install postgresql).");

    private Postgres(SiloNetwork? network, SmallDisk? disk)
    {
        this.network = network;
        var files = disk is null ? Directory.CreateTempSubdirectory("symmetry-chaos-") : Directory.CreateDirectory(Path.Combine(disk.Folder, "postgres"));
        folder = files.FullName;
    }

    /// <summary>The connection string.</summary>
    public string Database => DatabaseAt(EndPoint);

    /// <summary>The address of the server.</summary>
    public IPEndPoint EndPoint => new(Address, port);

    /// <summary>The process ids of the server and of its children.</summary>
    public IReadOnlyList<int> ProcessIds => Shell.TreeOf(ServerId);

    private int ServerId => int.Parse(File.ReadLines(ServerIdFile).First(), CultureInfo.InvariantCulture);

    private string ServerIdFile => Path.Combine(Data, "postmaster.pid");

    // A backup or a replica.
    private string Copy => Path.Combine(folder, "copy");

    private IPAddress Address => network?.Database ?? IPAddress.Loopback;

    /// <summary>Processor time of the server's processes, in seconds, including those that were killed with <see cref="CrashAsync()"/>.</summary>
    public double CpuSeconds => cpuSecondsOfEnded + (File.Exists(ServerIdFile) ? Shell.CpuSecondsOfTree(ServerId) : 0);

    /// <summary>Starts a server and creates the tables.</summary>
    /// <param name="stop">Cancels.</param>
    /// <param name="network">The network to listen on; loopback by default.</param>
    /// <param name="disk">The disk for its files; by default a folder for temporary files.</param>
    public static async Task<Postgres> StartNewAsync(CancellationToken stop, SiloNetwork? network = null, SmallDisk? disk = null)
    {
        var server = new Postgres(network, disk);
        if (Environment.UserName == "root")
        {
            await Shell.RunAsync("chown", "postgres", server.folder);
        }

        await server.AsServerAsync("initdb", "-D", server.Data, "-U", "symmetry", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        if (network is not null)
        {
            await File.AppendAllTextAsync(Path.Combine(server.Data, "pg_hba.conf"), $"host all all {network.Range} trust\n", stop);
        }

        await server.StartAsync();
        await PostgresSchema.MigrateAsync(server.Database, stop);
        return server;
    }

    /// <summary>Starts the server. It syncs every commit, as in production.</summary>
    public Task StartAsync() => StartAsync(Data, port);

    /// <summary>Starts the server if it has stopped by itself, as after a PANIC on a full disk.</summary>
    public async Task StartStoppedAsync()
    {
        await RemoveCopyAsync();
        if (!await IsRunningAsync(Data))
        {
            await StartAsync();
        }
    }

    /// <summary>Kills the server's processes.</summary>
    public Task CrashAsync()
    {
        // The connections of this process break as well.
        NpgsqlConnection.ClearAllPools();
        cpuSecondsOfEnded = CpuSeconds;
        return CrashAsync(Data);
    }

    /// <summary>Copies the database as it is now.</summary>
    public Task BackUpAsync() => CopyAsync();

    /// <summary>Kills the server and starts it again with the files of <see cref="BackUpAsync"/>.</summary>
    public async Task RestoreAsync()
    {
        await CrashAsync();
        Directory.Delete(Data, recursive: true);
        Directory.Move(Copy, Data);
        await StartAsync();
    }

    /// <summary>Starts a replica that follows the server.</summary>
    public async Task StartReplicaAsync()
    {
        await CopyAsync("--write-recovery-conf");
        await StartAsync(Copy, replicaPort);
    }

    /// <summary>Stops what the replica receives, so that it lags.</summary>
    public async Task HoldReplicaAsync()
    {
        var replica = new IPEndPoint(Address, replicaPort);
        await ExecuteAsync(replica, "ALTER SYSTEM SET primary_conninfo = ''");
        await ExecuteAsync(replica, "SELECT pg_reload_conf()");
    }

    /// <summary>Kills the server; the replica takes its place.</summary>
    public async Task PromoteReplicaAsync()
    {
        await CrashAsync();
        await AsServerAsync("pg_ctl", "-D", Copy, "-w", "promote");
        await AsServerAsync("pg_ctl", "-D", Copy, "-w", "-m", "fast", "stop");
        await RestoreAsync();
    }

    /// <summary>Begins a new segment of the write-ahead log, for which a full disk has no room.</summary>
    public Task SwitchLogAsync() => ExecuteAsync(EndPoint, "SELECT pg_logical_emit_message(false, 'nemesis', ''), pg_switch_wal()");

    /// <summary>The connection string of a server or of a proxy.</summary>
    public static string DatabaseAt(IPEndPoint address) => $"Host={address.Address};Port={address.Port};Username=symmetry;Database=postgres";

    /// <summary>Counts the durable results of a sweep.</summary>
    public Task<long> CountAsync(string sweep) => QueryAsync<long>("count(*)", sweep);

    /// <summary>Counts the results of a sweep from the silo on a port.</summary>
    public Task<long> CountFromAsync(string sweep, SiloProcess silo) => QueryAsync<long>(
        "count(*)", sweep, " AND silo LIKE $2", string.Create(CultureInfo.InvariantCulture, $"{silo.Advertised}:{silo.Port}@%"));

    /// <summary>The mean training time of a sweep's trials, in seconds.</summary>
    public Task<double> MeanSecondsAsync(string sweep) => QueryAsync<double>("avg(seconds)", sweep);

    /// <summary>The total training time of a sweep's durable results from a silo, in seconds.</summary>
    public Task<double> SecondsFromAsync(string sweep, string silo) => QueryAsync<double>("coalesce(sum(seconds), 0)", sweep, " AND silo = $2", silo);

    public async ValueTask DisposeAsync()
    {
        await RemoveCopyAsync();
        await CrashAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private async Task<T> QueryAsync<T>(string expression, string sweep, string condition = "", params string[] values)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"SELECT {expression} FROM symmetry.results WHERE sweep = (SELECT number FROM symmetry.sweeps WHERE id = $1){condition}", connection);
        foreach (var value in (string[])[sweep, .. values])
        {
            command.Parameters.AddWithValue(value);
        }

        return (T)(await command.ExecuteScalarAsync())!;
    }

    private Task StartAsync(string data, int serverPort) => AsServerAsync("pg_ctl", "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o",
        $"-p {serverPort} -k {folder} -c listen_addresses={Address} -c max_connections=200", "start");

    private async Task CrashAsync(string data)
    {
        if (await IsRunningAsync(data))
        {
            await AsServerAsync("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop");
        }
    }

    private Task CopyAsync(params string[] more) => AsServerAsync(
        "pg_basebackup", ["-D", Copy, "-h", folder, "-p", $"{port}", "-U", "symmetry", "-c", "fast", "--no-sync", .. more]);

    // A fault that was interrupted leaves one.
    private async Task RemoveCopyAsync()
    {
        if (Directory.Exists(Copy))
        {
            await CrashAsync(Copy);
            Directory.Delete(Copy, recursive: true);
        }
    }

    private static async Task ExecuteAsync(IPEndPoint server, string statement)
    {
        await using var connection = new NpgsqlConnection(DatabaseAt(server));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<bool> IsRunningAsync(string data)
    {
        try
        {
            await AsServerAsync("pg_ctl", "-D", data, "status");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // The server refuses to run as root.
    private Task AsServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(programs, program);
        return Environment.UserName == "root"
            ? Shell.RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : Shell.RunAsync(path, arguments);
    }
}
