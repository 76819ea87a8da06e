using System.CommandLine;

namespace Symmetry.Silo.Settings;

/// <summary>One setting: <c>--silo-port</c> on the command line, <c>SYMMETRY_SILO_PORT</c>, <c>SiloPort</c> in a settings file.</summary>
/// <param name="Name">As on the command line, without the dashes.</param>
/// <param name="Description">For the help.</param>
internal sealed record Setting(string Name, string Description)
{
    public static readonly Setting Data = new("data", "the folder of the store of a silo that is alone [default: runs]");
    public static readonly Setting DataSets = new("data-sets", "the folder with images of one's own, as symmetry data writes them [default: data-sets, in the data folder of a silo that is alone]");
    public static readonly Setting Extensions = new("extensions", "assemblies with feature maps of one's own, files with ; between them; their code runs with all rights of the silo [default: none]");
    public static readonly Setting Slots = new("slots", "trainings at once [default: one a core]");
    public static readonly Setting SiloPort = new("silo-port", "where other silos call [default: 11111]");
    public static readonly Setting GatewayPort = new("gateway-port", "where clients call [default: 30000]");
    public static readonly Setting Database = new("database", "the cluster's PostgreSQL database, as Npgsql reads it; better given as SYMMETRY_DATABASE, which no process list shows");
    public static readonly Setting Redis = new("redis", "a Redis server for the cluster's membership [default: the database]");
    public static readonly Setting ClusterId = new("cluster-id", "silos of one name find each other [default: symmetry]");
    public static readonly Setting Advertise = new("advertise", "the address under which others reach this silo [default: 127.0.0.1]");
    public static readonly Setting Listen = new("listen", "the address to listen on [default: the advertised one]");
    public static readonly Setting Certificate = new("certificate", "a PEM file: this silo's certificate for mutual TLS");
    public static readonly Setting Key = new("key", "a PEM file: the certificate's private key");
    public static readonly Setting Authority = new("authority", "a PEM file: who signs the certificates of silos and clients");
    public static readonly Setting Insecure = new("insecure", "listens to other machines without TLS: whoever reaches the ports may do everything") { IsFlag = true };
    public static readonly Setting HealthPort = new("health-port", "where health is asked for: /health/live, /health/ready, /health/started [default: nowhere]");
    public static readonly Setting HealthAddress = new("health-address", "the address of the health port [default: 127.0.0.1]");
    public static readonly Setting Web = new("web", "the port of the live page and its API [default: nowhere]");
    public static readonly Setting WebAddress = new("web-address", "the address of the live page; one that other machines reach needs web-token [default: 127.0.0.1]");
    public static readonly Setting WebToken = new("web-token", "what callers of the live page have to know, 16 characters or more; better given as SYMMETRY_WEB_TOKEN, which no process list shows");
    public static readonly Setting Dashboard = new("dashboard", "also serves the dashboard of Orleans under /orleans on the live page's port") { IsFlag = true };
    public static readonly Setting MetricsPort = new("metrics-port", "the port of loopback where Prometheus reads /metrics [default: nowhere]");
    public static readonly Setting Otlp = new("otlp", "the OTLP endpoint (gRPC) that metrics and traces are sent to, such as http://localhost:4317 [default: nowhere]");
    public static readonly Setting Kubernetes = new("kubernetes", "watches the cluster's pods") { IsFlag = true };
    public static readonly Setting Log = new("log", "text or json [default: text]");

    public static readonly Setting[] All =
    [
        Data, DataSets, Extensions, Slots, SiloPort, GatewayPort, Database, Redis, ClusterId, Advertise, Listen,
        Certificate, Key, Authority, Insecure, HealthPort, HealthAddress, Web, WebAddress, WebToken, Dashboard, MetricsPort, Otlp, Kubernetes, Log,
    ];

    /// <summary>Whether it is said on the command line without a value.</summary>
    public bool IsFlag { get; private init; }

    /// <summary>The name in the environment.</summary>
    public string Variable => "SYMMETRY_" + Name.ToUpperInvariant().Replace('-', '_');

    /// <summary>The name in a settings file, where capitals do not matter.</summary>
    public string FileKey => Name.Replace("-", "", StringComparison.Ordinal);

    /// <summary>The option of the command line.</summary>
    public Option<string?> ToOption() => new($"--{Name}")
    {
        Description = Description,
        Arity = IsFlag ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };
}
