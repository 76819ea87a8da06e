using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Symmetry.Chaos;

/// <summary>Simulates separate machines for silos: Linux network namespaces joined by a bridge. Removed on disposal.</summary>
/// <remarks>
/// This process uses the bridge's first address and the database the second. Each silo can be disconnected from the bridge; its packets
/// are then dropped silently, as when a switch fails. Requires root and the program <c>ip</c>.
/// </remarks>
internal sealed class SiloNetwork : IAsyncDisposable
{
    private const int MaxNetworks = 200;
    private const int FirstHost = 10;
    private const int FirstProxy = 100;

    private readonly int number;
    private readonly int count;

    private SiloNetwork(int number, int count)
    {
        this.number = number;
        this.count = count;
    }

    /// <summary>The address of this process, where clients run.</summary>
    public IPAddress Here => Address(1);

    /// <summary>The address for the database.</summary>
    public IPAddress Database => Address(2);

    /// <summary>The network in CIDR notation.</summary>
    public string Range => string.Create(CultureInfo.InvariantCulture, $"10.213.{number}.0/24");

    private string Bridge => string.Create(CultureInfo.InvariantCulture, $"symmetry{number}");

    /// <summary>Why no network can be created on this machine; <c>null</c> if one can.</summary>
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
            return $"Cannot create network namespaces; this requires Linux, root and iproute2: {e.Message}";
        }
    }

    /// <summary>Creates a network.</summary>
    /// <param name="count">The number of silos.</param>
    public static async Task<SiloNetwork> StartAsync(int count)
    {
        var network = new SiloNetwork(FreeNumber(), count);
        try
        {
            await IpAsync("link", "add", network.Bridge, "type", "bridge");
            await IpAsync("address", "add", $"{network.Here}/24", "dev", network.Bridge);
            await IpAsync("address", "add", $"{network.Database}/24", "dev", network.Bridge);
            for (var silo = 0; silo < count; silo++)
            {
                await IpAsync("address", "add", $"{network.ProxyAddressOf(silo)}/24", "dev", network.Bridge);
            }

            await IpAsync("link", "set", network.Bridge, "up");
            for (var silo = 0; silo < count; silo++)
            {
                await network.AddAsync(silo);
            }

            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of a silo.</summary>
    public IPAddress AddressOf(int silo) => Address(FirstHost + silo);

    /// <summary>The address of the proxies of a silo, which run in this process.</summary>
    public IPAddress ProxyAddressOf(int silo) => Address(FirstProxy + silo);

    /// <summary>The command line that runs a program in a silo's namespace. <c>ip</c> replaces itself with the program.</summary>
    public string[] At(int silo, params string[] command) => ["ip", "netns", "exec", Namespace(silo), .. command];

    /// <summary>Disconnects a silo from everything.</summary>
    public Task CutAsync(int silo) => IpAsync("link", "set", Port(silo), "down");

    /// <summary>Refuses a silo's connections to the database; it still reaches its peers.</summary>
    public Task CutFromDatabaseAsync(int silo) => IpAsync("-n", Namespace(silo), "route", "add", "blackhole", $"{Database}");

    /// <summary>Makes the database silent for one silo: its packets go to a machine that does not exist.</summary>
    public Task SilenceDatabaseAsync(int silo) =>
        IpAsync("-n", Namespace(silo), "neighbour", "replace", $"{Database}", "lladdr", "02:00:00:00:00:01", "dev", "eth0", "nud", "permanent");

    /// <summary>Undoes <see cref="CutAsync"/>.</summary>
    public Task ReconnectAsync(int silo) => IpAsync("link", "set", Port(silo), "up");

    /// <summary>Undoes <see cref="CutFromDatabaseAsync"/>.</summary>
    public Task ReconnectToDatabaseAsync(int silo) => IpAsync("-n", Namespace(silo), "route", "delete", "blackhole", $"{Database}");

    /// <summary>Removes the network. Processes still running in it lose their connections.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var silo = 0; silo < count; silo++)
        {
            // Delete the veth pair explicitly: the kernel cleans up a deleted namespace asynchronously, and the interface name stays in use until then.
            await TryAsync("link", "delete", Port(silo));
            await TryAsync("netns", "delete", Namespace(silo));
        }

        await TryAsync("link", "delete", Bridge);
    }

    // Creates a namespace and connects it to the bridge with a veth pair.
    private async Task AddAsync(int silo)
    {
        var name = Namespace(silo);
        await IpAsync("netns", "add", name);
        await IpAsync("link", "add", Port(silo), "type", "veth", "peer", "name", "eth0", "netns", name);
        await IpAsync("-n", name, "address", "add", $"{AddressOf(silo)}/24", "dev", "eth0");
        await IpAsync("-n", name, "link", "set", "lo", "up");
        await IpAsync("-n", name, "link", "set", "eth0", "up");
        await IpAsync("link", "set", Port(silo), "master", Bridge, "up");
    }

    private IPAddress Address(int host) => new([10, 213, (byte)number, (byte)host]);

    private string Namespace(int silo) => string.Create(CultureInfo.InvariantCulture, $"symmetry-{number}-{silo}");

    // Interface names have at most 15 characters.
    private string Port(int silo) => string.Create(CultureInfo.InvariantCulture, $"symmetry{number}.{silo}");

    // Another process may have created such a network.
    private static int FreeNumber()
    {
        var taken = NetworkInterface.GetAllNetworkInterfaces().Select(adapter => adapter.Name).ToHashSet();
        return Enumerable.Range(0, MaxNetworks)
            .Select(i => ((Environment.ProcessId + i) % MaxNetworks) + 1)
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
            // It did not exist.
        }
    }

    private static async Task IpAsync(params string[] arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var message = await ip.StandardError.ReadToEndAsync();
        await ip.WaitForExitAsync();
        if (ip.ExitCode != 0)
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {message.Trim()}");
        }
    }
}
