using System.Data.Common;
using System.Net;
using Symmetry.Hosting;
using Symmetry.Hosting.Security;

namespace Symmetry.Client.Sweeps;

/// <summary>How to reach a cluster.</summary>
internal sealed record ClusterAddress
{
    /// <summary>The gateway address of a silo started with default settings.</summary>
    public const string Default = "127.0.0.1:30000";

    private const int DefaultPort = 30000;
    /// <summary>What precedes the connection string of a database.</summary>
    public const string DatabasePrefix = "postgres:";


    /// <summary>The gateway addresses; empty if the gateways are looked up in the database.</summary>
    public required IReadOnlyList<DnsEndPoint> Gateways { get; init; }

    /// <summary>The connection string of the database that holds the cluster's membership; null if gateways are given. It is a secret.</summary>
    public string? Database { get; init; }

    /// <summary>The cluster's name, which the silos' setting <c>cluster-id</c> gives. Default <c>symmetry</c>.</summary>
    public string ClusterId { get; init; } = ClusterDatabase.DefaultClusterId;

    /// <summary>Certificates for mutual TLS; null for plain connections.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>How long to wait for a cluster that does not respond, both when connecting and later. Default: 30 s.</summary>
    public TimeSpan WaitFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Parses <c>ADDR[:PORT][,…]</c>, or <c>postgres:</c> followed by an Npgsql connection string.</summary>
    /// <exception cref="UsageException">The text has neither form.</exception>
    public static ClusterAddress Parse(string text)
    {
        if (text.StartsWith(DatabasePrefix, StringComparison.OrdinalIgnoreCase))
        {
            return new ClusterAddress { Gateways = [], Database = CheckDatabase(text[DatabasePrefix.Length..]) };
        }

        return new ClusterAddress { Gateways = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part => ParseEndpoint(part, text))] };
    }

    /// <summary>The cluster's name for messages. It never contains the connection string.</summary>
    public override string ToString() => Database is null
        ? string.Join(',', Gateways.Select(gateway => gateway.Host.Contains(':', StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"[{gateway.Host}]:{gateway.Port}")
            : string.Create(CultureInfo.InvariantCulture, $"{gateway.Host}:{gateway.Port}")))
        : "the addresses listed in the database";

    // The connection string is a secret, so the error message does not repeat it.
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
            // Its message may quote part of the secret.
        }

        throw new UsageException($"--cluster: expected a connection string after {DatabasePrefix}, "
            + $"such as {DatabasePrefix}\"Host=...;Database=...;Username=...;Password=...\".");
    }

    private static DnsEndPoint ParseEndpoint(string part, string whole)
    {
        // An IPv6 address contains colons; with a port it is written in brackets.
        if (!part.StartsWith('[') && IPAddress.TryParse(part, out var address))
        {
            return new DnsEndPoint(address.ToString(), DefaultPort);
        }

        var colon = part.LastIndexOf(':');
        var host = (colon < 0 ? part : part[..colon]).Trim('[', ']');
        var port = DefaultPort;
        if (Uri.CheckHostName(host) is UriHostNameType.Unknown
            || (colon >= 0 && !(int.TryParse(part[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port)
                && port is > 0 and <= ushort.MaxValue)))
        {
            throw new UsageException($"--cluster: expected ADDR[:PORT][,...], such as {Default}, or postgres: followed by a connection string; got '{whole}'.");
        }

        return new DnsEndPoint(host, port);
    }
}
