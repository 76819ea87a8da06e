using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Npgsql;
using Symmetry.Hosting;
using Symmetry.Hosting.Security;
using Symmetry.Web;

namespace Symmetry.Silo.Settings;

/// <summary>Makes settings out of texts, and a sentence out of every mistake: what came, from where, what is allowed.</summary>
/// <remarks>Secrets are never repeated in a sentence.</remarks>
internal sealed partial class SettingsReader
{
    private readonly SettingSources sources;
    private readonly List<string> mistakes = [];

    private SettingsReader(SettingSources sources) => this.sources = sources;

    /// <summary>Reads and checks all settings.</summary>
    /// <exception cref="SettingsException">Something is wrong: all of it is in the message.</exception>
    public static SiloSettings Read(SettingSources sources)
    {
        var reader = new SettingsReader(sources);
        var settings = reader.Read();
        return reader.mistakes.Count == 0 ? settings : throw new SettingsException(reader.mistakes);
    }

    /// <summary>Reads the database alone, which must be there.</summary>
    /// <exception cref="SettingsException">It is not there, or cannot be read.</exception>
    public static string ReadDatabase(SettingSources sources)
    {
        var reader = new SettingsReader(sources);
        var database = reader.DatabaseText();
        if (database is null && reader.mistakes.Count == 0)
        {
            reader.mistakes.Add($"database is missing: say which one with --{Setting.Database.Name} or {Setting.Database.Variable}.");
        }

        return reader.mistakes.Count == 0 ? database! : throw new SettingsException(reader.mistakes);
    }

    private SiloSettings Read()
    {
        mistakes.AddRange(sources.Unknown());
        var database = DatabaseText();
        var advertise = Address(Setting.Advertise, IPAddress.Loopback);
        var healthPort = Number(Setting.HealthPort, 0, 1, 65535);
        var settings = new SiloSettings
        {
            Data = Text(Setting.Data) ?? "runs",
            DataSets = Text(Setting.DataSets) ?? (database is null ? Path.Combine(Text(Setting.Data) ?? "runs", DataFolder.DataSets) : DataFolder.DataSets),
            Extensions = Text(Setting.Extensions)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            Slots = Number(Setting.Slots, Environment.ProcessorCount, 1, 1024),
            SiloPort = Number(Setting.SiloPort, 11111, 1, 65535),
            GatewayPort = Number(Setting.GatewayPort, 30000, 1, 65535),
            Database = database,
            Redis = Text(Setting.Redis),
            ClusterId = Name(Setting.ClusterId, ClusterDatabase.DefaultClusterId),
            Advertise = advertise,
            Listen = Address(Setting.Listen, advertise),
            Tls = Tls(),
            Health = healthPort == 0 ? null : new IPEndPoint(Address(Setting.HealthAddress, IPAddress.Loopback), healthPort),
            Web = Web(),
            Dashboard = Flag(Setting.Dashboard),
            MetricsPort = Number(Setting.MetricsPort, 0, 1, 65535),
            Otlp = Otlp(),
            Kubernetes = Flag(Setting.Kubernetes),
            JsonLog = OneOf(Setting.Log, "text", "json") == "json",
        };
        CheckTogether(settings);
        return settings;
    }

    private void CheckTogether(SiloSettings settings)
    {
        if (settings is { Dashboard: true, Web: null } && sources.Find(Setting.Web) is null)
        {
            mistakes.Add("dashboard was set without web: it is served on the live page's port.");
        }

        var ports = new[] { settings.SiloPort, settings.GatewayPort, settings.Health?.Port ?? 0 };
        if (ports.Distinct().Count() < ports.Length)
        {
            mistakes.Add($"silo-port, gateway-port and health-port are {ports[0]}, {ports[1]} and {ports[2]}; they must differ.");
        }

        if (settings.Database is null)
        {
            foreach (var setting in (Setting[])[Setting.Redis, Setting.ClusterId, Setting.Advertise, Setting.Listen, Setting.Kubernetes])
            {
                if (sources.Find(setting) is { } found && found.Text != "false")
                {
                    mistakes.Add($"{setting.Name} was set ({found.Where}), which is for clusters: set database as well.");
                }
            }
        }
        else if (sources.Find(Setting.Data) is { } data)
        {
            mistakes.Add($"data was set ({data.Where}) beside database: a silo has one store, choose one of them.");
        }

        var isWide = !IPAddress.IsLoopback(settings.Advertise) || !IPAddress.IsLoopback(settings.Listen);
        if (isWide && settings.Tls is null && !Flag(Setting.Insecure))
        {
            mistakes.Add($"advertise is {settings.Advertise}, listen {settings.Listen}: other machines could call every grain. "
                + "Give certificate, key and authority for mutual TLS, or say --insecure.");
        }

        if (IPAddress.IsLoopback(settings.Advertise) && !IPAddress.IsLoopback(settings.Listen))
        {
            mistakes.Add($"listen is {settings.Listen}, but others are told {settings.Advertise}: set advertise to an address of this machine that they reach.");
        }
    }

    private string? DatabaseText()
    {
        if (sources.Find(Setting.Database) is not { } found)
        {
            return null;
        }

        try
        {
            if (new NpgsqlConnectionStringBuilder(found.Text).Host is { Length: > 0 })
            {
                return found.Text;
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // Its message may repeat a part of the text.
        }

        mistakes.Add($"database ({found.Where}) cannot be read; allowed is \"Host=...;Database=...;Username=...;Password=...\".");
        return null;
    }

    private TlsFiles? Tls()
    {
        Setting[] needed = [Setting.Certificate, Setting.Key, Setting.Authority];
        var given = needed.Where(setting => Text(setting) is not null).ToArray();
        if (given.Length == 0)
        {
            return null;
        }

        foreach (var missing in needed.Except(given))
        {
            mistakes.Add($"{missing.Name} is missing: mutual TLS needs certificate, key and authority.");
        }

        foreach (var setting in given.Where(setting => !File.Exists(Text(setting))))
        {
            mistakes.Add($"{setting.Name} is {Text(setting)} ({sources.Find(setting)!.Value.Where}); there is no such file.");
        }

        return new TlsFiles(Text(Setting.Certificate) ?? "", Text(Setting.Key) ?? "", Text(Setting.Authority) ?? "");
    }

    private Uri? Otlp()
    {
        if (sources.Find(Setting.Otlp) is not { } found)
        {
            return null;
        }

        if (Uri.TryCreate(found.Text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is ("http" or "https"))
        {
            return endpoint;
        }

        Mistake(Setting.Otlp, found, "an address such as http://localhost:4317");
        return null;
    }

    private WebOptions? Web()
    {
        if (Number(Setting.Web, 0, 1, 65535) is not (> 0 and var port))
        {
            return null;
        }

        var web = new WebOptions(new IPEndPoint(Address(Setting.WebAddress, IPAddress.Loopback), port), Text(Setting.WebToken));
        if (web.Error is { } refusal)
        {
            mistakes.Add($"{refusal} Set {Setting.WebToken.Name} or {Setting.WebAddress.Name}.");
        }

        return web;
    }

    private string? Text(Setting setting) => sources.Find(setting)?.Text;

    private int Number(Setting setting, int otherwise, int least, int most)
    {
        if (sources.Find(setting) is not { } found)
        {
            return otherwise;
        }

        if (int.TryParse(found.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Mistake(setting, found, $"a whole number from {least} to {most}");
        return otherwise;
    }

    private bool Flag(Setting setting) => OneOf(setting, "false", "true") == "true";

    private string OneOf(Setting setting, params string[] allowed)
    {
        if (sources.Find(setting) is not { } found)
        {
            return allowed[0];
        }

        var text = found.Text.ToLowerInvariant();
        if (allowed.Contains(text))
        {
            return text;
        }

        Mistake(setting, found, string.Join(" or ", allowed));
        return allowed[0];
    }

    private string Name(Setting setting, string otherwise)
    {
        if (sources.Find(setting) is not { } found || NamePattern().IsMatch(found.Text))
        {
            return Text(setting) ?? otherwise;
        }

        Mistake(setting, found, "1 to 100 letters, digits, dots and dashes");
        return otherwise;
    }

    private IPAddress Address(Setting setting, IPAddress otherwise)
    {
        if (sources.Find(setting) is not { } found)
        {
            return otherwise;
        }

        if (IPAddress.TryParse(found.Text, out var address) || (address = Resolve(found.Text)) is not null)
        {
            return address;
        }

        Mistake(setting, found, "an IP address, or a host name that resolves to one");
        return otherwise;
    }

    private static IPAddress? Resolve(string host)
    {
        try
        {
            var addresses = Dns.GetHostAddresses(host);
            return addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? addresses.FirstOrDefault();
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return null;
        }
    }

    private void Mistake(Setting setting, (string Text, string Where) found, string allowed)
    {
        var sentence = $"{setting.Name} is {found.Text} ({found.Where}); allowed is {allowed}.";
        if (!mistakes.Contains(sentence))
        {
            mistakes.Add(sentence);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9.-]{1,100}$", RegexOptions.None, 1000)]
    private static partial Regex NamePattern();
}
