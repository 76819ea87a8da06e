using System.Net;
using Symmetry.Hosting.Security;
using Symmetry.Web;

namespace Symmetry.Silo.Settings;

/// <summary>What an operator has decided about a silo; checked, so that everything in it can be used together.</summary>
internal sealed record SiloSettings
{
    /// <summary>The folder of the store of a silo that is alone. Default <c>runs</c>. Unused with <see cref="Database"/>.</summary>
    public required string Data { get; init; }

    /// <summary>The folder with images of one's own. Default <c>data-sets</c>, in <see cref="Data"/> for a silo that is alone.</summary>
    public required string DataSets { get; init; }

    /// <summary>Assemblies with feature maps of one's own. Default none.</summary>
    public required IReadOnlyList<string> Extensions { get; init; }

    /// <summary>Trainings at once. Default: one a core.</summary>
    public required int Slots { get; init; }

    /// <summary>Where other silos call. Default 11111.</summary>
    public required int SiloPort { get; init; }

    /// <summary>Where clients call. Default 30000.</summary>
    public required int GatewayPort { get; init; }

    /// <summary>The PostgreSQL database of a cluster; <c>null</c> for a silo that is alone. A secret.</summary>
    public required string? Database { get; init; }

    /// <summary>The Redis server that keeps the cluster's membership, instead of the database; <c>null</c> for none. A secret.</summary>
    public required string? Redis { get; init; }

    /// <summary>Silos of the same name find each other in the database. Default <c>symmetry</c>.</summary>
    public required string ClusterId { get; init; }

    /// <summary>The address under which others reach this silo. Default 127.0.0.1.</summary>
    public required IPAddress Advertise { get; init; }

    /// <summary>The address that is listened on. Default: the advertised one.</summary>
    public required IPAddress Listen { get; init; }

    /// <summary>Certificates for mutual TLS; <c>null</c> for plain connections.</summary>
    public required TlsFiles? Tls { get; init; }

    /// <summary>Where health is asked for; <c>null</c> for nowhere, which is the default.</summary>
    public required IPEndPoint? Health { get; init; }

    /// <summary>The live page; <c>null</c> for none, which is the default. Its token is a secret.</summary>
    public required WebOptions? Web { get; init; }

    /// <summary>Whether the page also has the dashboard of Orleans, under <c>/orleans</c>. Default false: it measures every grain call.</summary>
    public required bool Dashboard { get; init; }

    /// <summary>The port of loopback where Prometheus reads; 0 for none, which is the default.</summary>
    public required int MetricsPort { get; init; }

    /// <summary>Where metrics and traces are sent to; <c>null</c> for nowhere, which is the default.</summary>
    public required Uri? Otlp { get; init; }

    /// <summary>Whether pods are watched, so that a silo whose pod is gone is declared dead at once. Default false.</summary>
    public required bool Kubernetes { get; init; }

    /// <summary>Whether log lines are JSON objects. Default false: plain text.</summary>
    public required bool JsonLog { get; init; }

    /// <summary>For logs: without secrets.</summary>
    public override string ToString() => Database is null ? $"alone, store in {Data}" : $"cluster {ClusterId}, store in PostgreSQL";
}
