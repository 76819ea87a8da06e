using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Symmetry.Grains.Tests.Support;
using Symmetry.Silo.Settings;
using YamlDotNet.RepresentationModel;

namespace Symmetry.Grains.Tests.Silos;

/// <summary>The files in <c>deploy</c>, and the image that they run.</summary>
public sealed partial class DeploymentTests
{
    private static readonly SiloSettings Defaults = new();

    private static string Folder => Path.Combine(Repository.Root, "deploy");

    public static TheoryData<string> Manifests =>
        [.. Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order()];

    // The program needs the framework of the live page, which the image of the plain runtime does not have.
    [Fact]
    public void Image_has_the_frameworks_of_the_program_and_its_ports()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", "Silo", "Silo.csproj"));

        Assert.StartsWith("mcr.microsoft.com/dotnet/aspnet:", project.Descendants("ContainerBaseImage").Single().Value, StringComparison.Ordinal);
        Assert.Contains("Microsoft.AspNetCore.App", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "symmetry-silo.runtimeconfig.json")),
            StringComparison.Ordinal);
        Assert.Equal([Text(Defaults.SiloPort), Text(Defaults.GatewayPort), "8080"],
            project.Descendants("ContainerPort").Select(port => port.Attribute("Include")!.Value));
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Manifest_is_YAML_and_sets_only_settings_that_exist(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));

        Assert.NotEmpty(Parse(file));
        Assert.Subset(SiloSetting.All.Select(setting => setting.Variable).ToHashSet(), Variable().Matches(text).Select(match => match.Value).ToHashSet());
    }

    // Without it, Npgsql sends the password in clear text to a server that refuses TLS.
    [Fact]
    public void Connection_string_with_a_password_names_its_SSL_mode()
    {
        var strings = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories)
            .SelectMany(file => ConnectionString().Matches(File.ReadAllText(file)).Select(match => match.Value)).ToList();

        Assert.True(strings.Count >= 5, $"Found {strings.Count} connection strings.");
        Assert.All(strings, text => Assert.Contains("SSL Mode=", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Role_may_only_watch_pods()
    {
        var role = Parse("kubernetes/account.yaml").Single(document => Scalar(document["kind"]) == "Role");

        var rule = Assert.Single(List(role["rules"]));
        Assert.Equal(["pods"], List(rule["resources"]).Select(Scalar));
        Assert.Equal(["get", "list", "watch"], List(rule["verbs"]).Select(Scalar));
    }

    [Fact]
    public void Ports_of_Kubernetes_are_the_defaults_of_a_silo()
    {
        var silo = Assert.Single(List(Parse("kubernetes/silo.yaml").Single()["spec"]["template"]["spec"]["containers"]));
        var health = List(silo["env"]).Single(variable => Scalar(variable["name"]) == "SYMMETRY_HEALTH_PORT")["value"];
        var service = Assert.Single(List(Parse("kubernetes/service.yaml").Single()["spec"]["ports"]));
        var egress = List(Parse("kubernetes/network.yaml").Single()["spec"]["egress"])[0]["ports"];

        Assert.Equal(
            [("silo", Text(Defaults.SiloPort)), ("gateway", Text(Defaults.GatewayPort)), ("health", Scalar(health))],
            List(silo["ports"]).Select(port => (Scalar(port["name"]), Scalar(port["containerPort"]))));
        Assert.Equal(Text(Defaults.GatewayPort), Scalar(service["port"]));
        Assert.Equal(Text(Defaults.SiloPort), Scalar(Assert.Single(List(egress))["port"]));
    }

    private static YamlNode[] Parse(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Folder, file));
        stream.Load(reader);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    private static IReadOnlyList<YamlNode> List(YamlNode node) => [.. ((YamlSequenceNode)node).Children];

    private static string Scalar(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bSYMMETRY_[A-Z_]+", RegexOptions.None, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex("""Host=[^'"\n]*Password=[^'"\n]*""", RegexOptions.None, 1000)]
    private static partial Regex ConnectionString();
}
