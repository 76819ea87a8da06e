using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Symmetry.Chaos;

/// <summary>Machines of their own for silos, as far as the network can tell: namespaces of Linux, joined by a bridge; gone afterwards.</summary>
/// <remarks>
/// This machine is the bridge's first address, and has a second one for the database. Connections over the bridge can be cut
/// silo by silo: packets are then lost without a word, as they are when a switch dies. Needs root and the program <c>ip</c>.
/// </remarks>
internal sealed class SiloNetwork : IAsyncDisposable
{
    private const int Most = 200;
    private const int FirstPlace = 10;

    private readonly int number;
    private readonly int places;

    private SiloNetwork(int number, int places)
    {
        this.number = number;
        this.places = places;
    }

    /// <summary>Where clients are, that is, this process.</summary>
    public IPAddress Here => Address(1);

    /// <summary>Where the database is to listen.</summary>
    public IPAddress Database => Address(2);

    /// <summary>All addresses, as PostgreSQL writes a network.</summary>
    public string Range => string.Create(CultureInfo.InvariantCulture, $"10.213.{number}.0/24");

    private string Bridge => string.Create(CultureInfo.InvariantCulture, $"symmetry{number}");

    /// <summary>Why there can be no such network here; <c>null</c> if there can.</summary>
    public static async Task<string?> ObstacleAsync()
    {
        var probe = string.Create(CultureInfo.InvariantCulture, $"symmetry-probe-{Environment.ProcessId}");
        try
        {
            await IpAsync("netns", "add", probe);
            await IpAsync("netns", "delete", probe);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"Network namespaces cannot be made here, which takes Linux, root and iproute2: {e.Message}";
        }
    }

    /// <summary>Makes a network.</summary>
    /// <param name="places">How many silos it has room for.</param>
    public static async Task<SiloNetwork> StartAsync(int places)
    {
        var network = new SiloNetwork(FreeNumber(), places);
        try
        {
            await IpAsync("link", "add", network.Bridge, "type", "bridge");
            await IpAsync("address", "add", $"{network.Here}/24", "dev", network.Bridge);
            await IpAsync("address", "add", $"{network.Database}/24", "dev", network.Bridge);
            await IpAsync("link", "set", network.Bridge, "up");
            for (var place = 0; place < places; place++)
            {
                await network.AddAsync(place);
            }

            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>A silo's address.</summary>
    public IPAddress AddressOf(int place) => Address(FirstPlace + place);

    /// <summary>The command line that runs a program at a place; the process is the program's, not that of <c>ip</c>.</summary>
    public string[] At(int place, params string[] command) => ["ip", "netns", "exec", Namespace(place), .. command];

    /// <summary>Cuts a silo off from everybody.</summary>
    public Task CutAsync(int place) => IpAsync("link", "set", Port(place), "down");

    /// <summary>Cuts a silo off from the database alone: it sees its peers, and they see it.</summary>
    public Task CutFromDatabaseAsync(int place) => IpAsync("-n", Namespace(place), "route", "add", "blackhole", $"{Database}");

    /// <summary>Undoes <see cref="CutAsync"/>.</summary>
    public Task ReconnectAsync(int place) => IpAsync("link", "set", Port(place), "up");

    /// <summary>Undoes <see cref="CutFromDatabaseAsync"/>.</summary>
    public Task ReconnectToDatabaseAsync(int place) => IpAsync("-n", Namespace(place), "route", "delete", "blackhole", $"{Database}");

    /// <summary>Takes the network away; whoever still runs in it is alone from then on.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var place = 0; place < places; place++)
        {
            // The cable by itself: the kernel clears a deleted namespace when it likes, and the port's name is taken until then.
            await TryAsync("link", "delete", Port(place));
            await TryAsync("netns", "delete", Namespace(place));
        }

        await TryAsync("link", "delete", Bridge);
    }

    // A namespace, and a cable from it to the bridge.
    private async Task AddAsync(int place)
    {
        var name = Namespace(place);
        await IpAsync("netns", "add", name);
        await IpAsync("link", "add", Port(place), "type", "veth", "peer", "name", "eth0", "netns", name);
        await IpAsync("-n", name, "address", "add", $"{AddressOf(place)}/24", "dev", "eth0");
        await IpAsync("-n", name, "link", "set", "lo", "up");
        await IpAsync("-n", name, "link", "set", "eth0", "up");
        await IpAsync("link", "set", Port(place), "master", Bridge, "up");
    }

    private IPAddress Address(int last) => new([10, 213, (byte)number, (byte)last]);

    private string Namespace(int place) => string.Create(CultureInfo.InvariantCulture, $"symmetry-{number}-{place}");

    // Names of interfaces have at most 15 letters.
    private string Port(int place) => string.Create(CultureInfo.InvariantCulture, $"symmetry{number}.{place}");

    // Another process may have such a network at the same time.
    private static int FreeNumber()
    {
        var taken = NetworkInterface.GetAllNetworkInterfaces().Select(one => one.Name).ToHashSet();
        return Enumerable.Range(0, Most)
            .Select(i => ((Environment.ProcessId + i) % Most) + 1)
            .First(number => !taken.Contains(string.Create(CultureInfo.InvariantCulture, $"symmetry{number}")));
    }

    private static async Task TryAsync(params string[] arguments)
    {
        try
        {
            await IpAsync(arguments);
        }
        catch (InvalidOperationException)
        {
            // It was not made.
        }
    }

    private static async Task IpAsync(params string[] arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var said = await ip.StandardError.ReadToEndAsync();
        await ip.WaitForExitAsync();
        if (ip.ExitCode != 0)
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {said.Trim()}");
        }
    }
}
