namespace Symmetry.Silo.Settings;

/// <summary>Reads settings and collects all mistakes, each as one sentence that never contains a secret.</summary>
internal static class SettingsReader
{
    /// <summary>Reads and validates all settings.</summary>
    /// <exception cref="SettingsException">Settings are invalid; the message has all mistakes.</exception>
    public static SiloSettings Read(SettingSources sources) => Read(sources, SiloSetting.All, settings =>
        sources.Mistakes().Concat(Conflicts(settings, sources)));

    /// <summary>Reads the database, which must be set.</summary>
    /// <exception cref="SettingsException">It is missing or invalid.</exception>
    public static string ReadDatabase(SettingSources sources)
    {
        var database = SiloSetting.Find(nameof(SiloSettings.Database));
        return Read(sources, [database], _ => sources.Find(database) is null
            ? [$"database: missing. Set --{database.Name} or {database.Variable}."]
            : []).Database!;
    }

    private static SiloSettings Read(SettingSources sources, IReadOnlyList<SiloSetting> wanted, Func<SiloSettings, IEnumerable<string>> validate)
    {
        var settings = new SiloSettings();
        var mistakes = new List<string>();
        foreach (var setting in wanted)
        {
            if (sources.Find(setting) is { } found && setting.Set(settings, found.Text, found.Source) is { } mistake)
            {
                mistakes.Add(mistake);
            }
        }

        mistakes.AddRange(validate(settings));
        return mistakes.Count == 0 ? settings : throw new SettingsException(mistakes);
    }

    private static IEnumerable<string> Conflicts(SiloSettings settings, SettingSources sources)
    {
        if (settings.Dashboard && !IsSet(sources, nameof(SiloSettings.Web)))
        {
            yield return "dashboard needs web: it uses the port of the live page.";
        }

        int[] ports = [settings.SiloPort, settings.GatewayPort, settings.HealthPort ?? 0];
        if (ports.Distinct().Count() < ports.Length)
        {
            yield return $"silo-port, gateway-port and health-port must differ, got {ports[0]}, {ports[1]} and {ports[2]}.";
        }

        foreach (var mistake in RoleMistakes(settings, sources))
        {
            yield return mistake;
        }

        foreach (var mistake in TlsMistakes(settings))
        {
            yield return mistake;
        }

        var isRemote = !IPAddress.IsLoopback(settings.Advertise) || !IPAddress.IsLoopback(settings.ListenAddress);
        if (isRemote && settings is { Certificate: null, Key: null, Authority: null, Insecure: false })
        {
            yield return $"With advertise {settings.Advertise} and listen {settings.ListenAddress}, other machines can call every grain. "
                + "Set certificate, key and authority for mutual TLS, or --insecure.";
        }

        if (IPAddress.IsLoopback(settings.Advertise) && !IPAddress.IsLoopback(settings.ListenAddress))
        {
            yield return $"listen is {settings.Listen}, but advertise is {settings.Advertise}. "
                + "Set advertise to an address of this machine that other machines reach.";
        }

        if (settings.Join is { } head && IPAddress.IsLoopback(settings.Advertise) && !IPAddress.IsLoopback(head.Address))
        {
            yield return $"join is {head}, but advertise is {settings.Advertise}. Set advertise to an address of this machine that the head reaches.";
        }

        if (settings.Page?.Error is { } refusal)
        {
            yield return $"{refusal} Set web-token or web-address.";
        }
    }

    private static bool IsSet(SettingSources sources, string property) => sources.Find(SiloSetting.Find(property)) is not null;

    private static IEnumerable<string> RoleMistakes(SiloSettings settings, SettingSources sources)
    {
        // An invalid database or head has its own message.
        bool hasDatabase = IsSet(sources, nameof(SiloSettings.Database)), joins = IsSet(sources, nameof(SiloSettings.Join));
        (string Name, bool IsSet)[] all = [("database", hasDatabase), ("head", settings.Head), ("join", joins)];
        string[] roles = [.. all.Where(role => role.IsSet).Select(role => role.Name)];
        if (roles.Length > 1)
        {
            yield return $"{string.Join(" and ", roles)} are set. A silo has one of database, head and join.";
        }

        if ((hasDatabase || joins) && sources.Find(SiloSetting.Find(nameof(SiloSettings.Data))) is { } data)
        {
            yield return hasDatabase
                ? $"data ({data.Source}) and database are both set. A silo has one store; choose one of them."
                : $"data ({data.Source}) and join are both set. The head has the store; leave out data.";
        }

        foreach (var setting in SiloSetting.All.Where(setting => (setting.IsForClusters && roles.Length == 0) || (setting.NeedsDatabase && !hasDatabase)))
        {
            if (sources.Find(setting) is { } found && found.Text != "false")
            {
                yield return setting.NeedsDatabase
                    ? $"{setting.Name} ({found.Source}) is for clusters with a database. Set database as well."
                    : $"{setting.Name} ({found.Source}) is for clusters. Set database, head or join as well.";
            }
        }
    }

    private static IEnumerable<string> TlsMistakes(SiloSettings settings)
    {
        (string Name, string? Path)[] files = [("certificate", settings.Certificate), ("key", settings.Key), ("authority", settings.Authority)];
        if (files.All(file => file.Path is null))
        {
            yield break;
        }

        foreach (var (name, path) in files)
        {
            if (path is null)
            {
                yield return $"{name}: missing. Mutual TLS needs certificate, key and authority.";
            }
            else if (!File.Exists(path))
            {
                yield return $"{name}: the file '{path}' does not exist.";
            }
        }
    }
}
