using Symmetry.Hosting;
using Symmetry.Hosting.Security;
using Symmetry.Web;

namespace Symmetry.Silo.Settings;

/// <summary>The settings of a silo. Names, help and parsing derive from these properties: to add a setting, add a property.</summary>
internal sealed record SiloSettings
{
    /// <summary>The name of a folder with data sets.</summary>
    public const string DataSetsFolder = "data-sets";

    [SiloSetting("folder of the SQLite store of a standalone silo or a head")]
    public string Data { get; init; } = "runs";

    [SiloSetting("folder with custom images, as 'symmetry data' writes them", Default = "data-sets; with a SQLite store in its folder")]
    public string? DataSets { get; init; }

    [SiloSetting("assemblies with custom feature maps and experiments, separated by ';'; their code runs with all rights of the silo", Default = "none")]
    public string[] Extensions { get; init; } = [];

    [SiloSetting("run sweeps whose trials are programs: anyone who may submit sweeps can then run code with all rights of the silo")]
    public bool AllowPrograms { get; init; }

    [SiloSetting("trials that run at once", Default = "one per core", Max = 1024)]
    public int Slots { get; init; } = Environment.ProcessorCount;

    [SiloSetting("port for other silos")]
    public int SiloPort { get; init; } = 11111;

    [SiloSetting("port for clients")]
    public int GatewayPort { get; init; } = 30000;

    [SiloSetting("connection string of the cluster's PostgreSQL database; set it in the environment, because process lists show arguments",
        IsConnectionString = true)]
    public string? Database { get; init; }

    [SiloSetting("keep the members and the store of a cluster without a database; other silos join this one")]
    public bool Head { get; init; }

    [SiloSetting("HOST:PORT, the advertised address and silo-port of the head; wait for it, run its sweeps, and join again whenever it restarts",
        Default = "none")]
    public IPEndPoint? Join { get; init; }

    [SiloSetting("Redis server for the cluster's membership", Default = "the database", NeedsDatabase = true)]
    public string? Redis { get; init; }

    [SiloSetting("silos with the same cluster id form a cluster",
        Pattern = "^[A-Za-z0-9.-]{1,100}$", Expected = "1 to 100 letters, digits, dots and dashes", IsForClusters = true)]
    public string ClusterId { get; init; } = ClusterDatabase.DefaultClusterId;

    [SiloSetting("address at which others reach this silo", IsForClusters = true)]
    public IPAddress Advertise { get; init; } = IPAddress.Loopback;

    [SiloSetting("address to listen on", Default = "the advertised address", IsForClusters = true)]
    public IPAddress? Listen { get; init; }

    [SiloSetting("PEM file: this silo's certificate for mutual TLS")]
    public string? Certificate { get; init; }

    [SiloSetting("PEM file: the private key of the certificate")]
    public string? Key { get; init; }

    [SiloSetting("PEM file: the authorities that sign the certificates of silos and clients")]
    public string? Authority { get; init; }

    [SiloSetting("accept other machines without TLS: anyone who reaches the ports has full control")]
    public bool Insecure { get; init; }

    [SiloSetting("port for /health/live, /health/ready and /health/started", Default = "none")]
    public int? HealthPort { get; init; }

    [SiloSetting("address of the health port")]
    public IPAddress HealthAddress { get; init; } = IPAddress.Loopback;

    [SiloSetting("port of the live page and its API", Default = "none")]
    public int? Web { get; init; }

    [SiloSetting("address of the live page; needs web-token if other machines reach it")]
    public IPAddress WebAddress { get; init; } = IPAddress.Loopback;

    [SiloSetting("token for the live page, at least 16 characters; set it in the environment, because process lists show arguments", Default = "none")]
    public string? WebToken { get; init; }

    [SiloSetting("serve the Orleans dashboard under /orleans on the port of the live page")]
    public bool Dashboard { get; init; }

    [SiloSetting("loopback port where Prometheus reads /metrics", Default = "none")]
    public int? MetricsPort { get; init; }

    [SiloSetting("OTLP endpoint (gRPC) for metrics and traces, such as http://localhost:4317", Default = "none")]
    public Uri? Otlp { get; init; }

    [SiloSetting("watch the cluster's pods", NeedsDatabase = true)]
    public bool Kubernetes { get; init; }

    [SiloSetting("format of the log: text or json")]
    public LogFormat Log { get; init; }

    /// <summary>The address to listen on.</summary>
    public IPAddress ListenAddress => Listen ?? Advertise;

    /// <summary>Whether the silo can have peers.</summary>
    public bool IsInCluster => Head || Join is not null || Database is not null;

    /// <summary>The folder with data sets.</summary>
    public string DataSetsPath => DataSets ?? (Database is null && Join is null ? Path.Combine(Data, DataSetsFolder) : DataSetsFolder);

    /// <summary>The certificates for mutual TLS; <c>null</c> without TLS.</summary>
    public TlsFiles? Tls => Certificate is null ? null : new TlsFiles(Certificate, Key!, Authority!);

    /// <summary>Where health requests are answered; <c>null</c> for nowhere.</summary>
    public IPEndPoint? Health => HealthPort is { } port ? new IPEndPoint(HealthAddress, port) : null;

    /// <summary>The live page; <c>null</c> for none.</summary>
    public WebOptions? Page => Web is { } port ? new WebOptions(new IPEndPoint(WebAddress, port), WebToken) : null;

    public override string ToString() => this switch
    {
        { Database: not null } => $"cluster {ClusterId}, store in PostgreSQL",
        { Join: { } head } => $"cluster {ClusterId}, joins the head at {head}",
        { Head: true } => $"head of cluster {ClusterId}, store in {Data}",
        _ => $"standalone, store in {Data}",
    };
}
