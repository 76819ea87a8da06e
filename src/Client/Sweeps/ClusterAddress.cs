using System.Data.Common;
using System.Globalization;
using System.Net;
using Symmetry.Hosting;
using Symmetry.Hosting.Security;

namespace Symmetry.Client.Sweeps;

/// <summary>How a cluster is reached.</summary>
internal sealed record ClusterAddress
{
    /// <summary>Where a silo that was started without any setting listens to clients.</summary>
    public const string Default = "127.0.0.1:30000";

    private const int DefaultPort = 30000;
    private const string DatabasePrefix = "postgres:";

    /// <summary>Where clients call; empty where the gateways stand in the database.</summary>
    public required IReadOnlyList<DnsEndPoint> Gateways { get; init; }

    /// <summary>The database with the cluster's membership; null where the gateways are given. A secret.</summary>
    public string? Database { get; init; }

    /// <summary>The cluster's name, which the silos' setting <c>cluster-id</c> gives. Default <c>symmetry</c>.</summary>
    public string ClusterId { get; init; } = ClusterDatabase.DefaultClusterId;

    /// <summary>Certificates for mutual TLS; null for plain connections.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>How long to wait for a cluster that does not answer, at the start and in between. Default 30 s.</summary>
    public TimeSpan WaitFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads <c>ADDR[:PORT][,…]</c> or <c>postgres:</c> and a connection string as Npgsql reads it.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static ClusterAddress Parse(string text)
    {
        if (text.StartsWith(DatabasePrefix, StringComparison.OrdinalIgnoreCase))
        {
            return new ClusterAddress { Gateways = [], Database = CheckDatabase(text[DatabasePrefix.Length..]) };
        }

        return new ClusterAddress { Gateways = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part => ParseOne(part, text))] };
    }

    /// <summary>The cluster as messages name it; never a secret.</summary>
    public override string ToString() => Database is null
        ? string.Join(',', Gateways.Select(one => string.Create(CultureInfo.InvariantCulture, $"{(one.Host.Contains(':', StringComparison.Ordinal) ? $"[{one.Host}]" : one.Host)}:{one.Port}")))
        : "the addresses in the database";

    // The text is a secret, and so is not repeated.
    private static string CheckDatabase(string text)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            if (parts.ContainsKey("Host") || parts.ContainsKey("Server"))
            {
                return text;
            }
        }
        catch (ArgumentException)
        {
            // Its message may repeat a part of the text.
        }

        throw new UsageException($"--cluster begins with {DatabasePrefix}, but no connection string follows. Expected {DatabasePrefix}\"Host=...;Database=...;Username=...;Password=...\".");
    }

    private static DnsEndPoint ParseOne(string part, string whole)
    {
        // An IPv6 address has colons of its own; with a port it stands in brackets.
        if (!part.StartsWith('[') && IPAddress.TryParse(part, out var address))
        {
            return new DnsEndPoint(address.ToString(), DefaultPort);
        }

        var colon = part.LastIndexOf(':');
        var host = (colon < 0 ? part : part[..colon]).Trim('[', ']');
        var port = DefaultPort;
        if (Uri.CheckHostName(host) is UriHostNameType.Unknown
            || (colon >= 0 && !(int.TryParse(part[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= ushort.MaxValue)))
        {
            throw new UsageException($"--cluster: expected ADDR[:PORT][,...], such as {Default}, or postgres: and a connection string, got '{whole}'.");
        }

        return new DnsEndPoint(host, port);
    }
}
