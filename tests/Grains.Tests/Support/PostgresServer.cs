using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Symmetry.Grains.Tests.Support;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Symmetry.Grains.Tests.Support;

/// <summary>A PostgreSQL server for the tests, on a free loopback port, in a temporary folder.</summary>
/// <remarks>
/// It starts when a test first needs it. If PostgreSQL is not installed, these tests are skipped. PostgreSQL does not run as root: root's
/// tests run it under Debian's account <c>postgres</c>.
/// </remarks>
public class PostgresServer : IAsyncDisposable
{
    private static readonly string? Programs = FindPrograms();

    private readonly SemaphoreSlim starting = new(1);
    private readonly int port = FreePort();
    private string? folder;
    private int databases;

    /// <summary>A further address to listen on, and the network that may connect to it.</summary>
    internal (IPAddress Address, string From)? Beyond { get; init; }

    /// <summary>Creates an empty database.</summary>
    /// <returns>The connection string.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        Assert.SkipWhen(Programs is null, "PostgreSQL is not installed (Debian: apt-get install postgresql).");
        await StartAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        await ExecuteAsync(Text("postgres"), $"CREATE DATABASE {name}");
        return Text(name);
    }

    /// <summary>Starts the server if it is not running.</summary>
    public async Task StartAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (folder is null)
            {
                folder = Directory.CreateTempSubdirectory("symmetry-postgres-").FullName;
                if (Environment.UserName == "root")
                {
                    await RunAsync("chown", "postgres", folder);
                }

                await AsServerAsync("initdb", "-D", Data, "-U", "symmetry", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
                if (Beyond is { } beyond)
                {
                    await File.AppendAllTextAsync(Path.Combine(Data, "pg_hba.conf"), $"host all all {beyond.From} trust\n");
                }
            }

            if (!File.Exists(Path.Combine(Data, "postmaster.pid")))
            {
                // Without fsync only a crash of the machine loses data, which these tests do not simulate.
                var addresses = Beyond is { } beyond ? $"127.0.0.1,{beyond.Address}" : "127.0.0.1";
                await AsServerAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(folder, "log"), "-o",
                    string.Create(CultureInfo.InvariantCulture, $"-p {port} -k {folder} -c listen_addresses={addresses} -c fsync=off -c max_connections=200"),
                    "start");
            }
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>Kills the server's processes.</summary>
    public Task CrashAsync() => AsServerAsync("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    /// <summary>Stops the server and deletes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (folder is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await CrashAsync();
            Directory.Delete(folder, recursive: true);
        }

        starting.Dispose();
    }

    /// <summary>Runs a statement in its own connection.</summary>
    public static async Task<object?> ExecuteAsync(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }

    private string Data => Path.Combine(folder!, "data");

    private string Text(string database) =>
        string.Create(CultureInfo.InvariantCulture,
            $"Host={Beyond?.Address ?? IPAddress.Loopback};Port={port};Username=symmetry;Database={database};Pooling=false");

    private static Task AsServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    // Without output: the server would inherit the pipe and keep it open.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments])
        {
            WorkingDirectory = "/",
        })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static string? FindPrograms() => new[] { "/usr/lib/postgresql" }
        .Where(Directory.Exists)
        .SelectMany(Directory.GetDirectories)
        .Select(version => Path.Combine(version, "bin"))
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
        .FirstOrDefault(place => File.Exists(Path.Combine(place, "initdb")));

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
