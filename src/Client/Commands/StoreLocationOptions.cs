using Symmetry.Hosting.Security;

namespace Symmetry.Client.Commands;

/// <summary>The options that say where sweeps are: in a folder, or on a cluster and how that is reached.</summary>
internal sealed class StoreLocationOptions
{
    private const string Variable = "SYMMETRY_CLUSTER";
    private const string DefaultFolder = "./runs";

    private readonly bool isClusterDefault;
    private readonly Option<string>? data;

    private readonly Option<string?> cluster = new("--cluster")
    {
        Description = $"The cluster: gateways ADDR[:PORT][,...], or postgres: and the connection string of its database; also read from {Variable}.",
        HelpName = "CLUSTER",
    };

    private readonly Option<string> clusterId = new("--cluster-id")
    {
        Description = "The cluster's name, as its silos have it.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "symmetry",
    };

    private readonly Option<string?> authority = File("--tls-ca", "Who signs the silos' certificates: a PEM file. With it, connections are mutual TLS.");
    private readonly Option<string?> certificate = File("--tls-cert", "This client's certificate, a PEM file.");
    private readonly Option<string?> key = File("--tls-key", "The certificate's private key, a PEM file.");
    private readonly Option<long> waitFor = SharedOptions.Whole("--wait-for", "Seconds to wait for a cluster that does not answer.", 0, 86_400, 30);

    private StoreLocationOptions(bool withFolder, bool isClusterDefault)
    {
        this.isClusterDefault = isClusterDefault;
        if (withFolder)
        {
            data = new Option<string>("--data")
            {
                Description = $"The folder with the results{(isClusterDefault ? ", instead of a cluster" : $"; {DefaultFolder} where no cluster is named")}.",
                HelpName = "DIR",
            };
        }
    }

    /// <summary>For verbs that need a cluster: 127.0.0.1:30000, where none is named.</summary>
    public static StoreLocationOptions OnCluster() => new(withFolder: false, isClusterDefault: true);

    /// <summary>For verbs that ask a cluster first, but can read a folder.</summary>
    public static StoreLocationOptions OnClusterOrFolder() => new(withFolder: true, isClusterDefault: true);

    /// <summary>For verbs that read a folder first, but can ask a cluster.</summary>
    public static StoreLocationOptions InFolderOrCluster() => new(withFolder: true, isClusterDefault: false);

    /// <summary>The names of the options that mean the same for every verb.</summary>
    public static IReadOnlyCollection<string> SharedNames { get; } = [.. OnCluster().Options.Select(option => option.Name)];

    /// <summary>The options.</summary>
    public IEnumerable<Option> Options => [.. data is null ? (Option[])[] : [data], cluster, clusterId, authority, certificate, key, waitFor];

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (var option in Options)
        {
            verb.Add(option);
        }
    }

    /// <summary>Which store is meant.</summary>
    /// <exception cref="UsageException">The options contradict each other.</exception>
    public StoreOptions Read(ParseResult parsed, CliEnvironment environment)
    {
        var folder = data is null ? null : parsed.GetValue(data);
        var named = parsed.GetValue(cluster);
        if (folder is not null && named is not null)
        {
            throw new UsageException("--data and --cluster are both given. Give one of them.");
        }

        named ??= folder is null ? environment.Variable(Variable) ?? (isClusterDefault ? ClusterAddress.Default : null) : null;
        return new StoreOptions(folder ?? DefaultFolder, Slots: 0)
        {
            Cluster = named is null ? null : Address(named, parsed),
            Note = parsed.GetValue<bool>(SharedOptions.QuietName) ? _ => { } : environment.Note,
        };
    }

    private ClusterAddress Address(string named, ParseResult parsed) => ClusterAddress.Parse(named) with
    {
        ClusterId = parsed.GetRequiredValue(clusterId),
        Tls = (parsed.GetValue(authority), parsed.GetValue(certificate), parsed.GetValue(key)) switch
        {
            (null, null, null) => null,
            ({ } ca, { } own, { } secret) => new TlsFiles(own, secret, ca),
            _ => throw new UsageException("--tls-ca, --tls-cert and --tls-key belong together. Give all of them or none."),
        },
        WaitFor = TimeSpan.FromSeconds(parsed.GetRequiredValue(waitFor)),
    };

    private static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "FILE" };
}
