using System.Net;
using Symmetry.Grains.Tests.Support;
using Symmetry.Silo.Settings;

namespace Symmetry.Grains.Tests.Silos;

public sealed class SettingsReaderTests
{
    private const string Database = "Host=db;Username=u;Password=hunter2";

    [Fact]
    public void Without_a_setting_a_silo_is_alone_on_loopback_with_a_file()
    {
        var settings = Read("");

        Assert.Null(settings.Database);
        Assert.Null(settings.Health);
        Assert.Equal("runs", settings.Data);
        Assert.Equal((11111, 30000), (settings.SiloPort, settings.GatewayPort));
        Assert.Equal((IPAddress.Loopback, IPAddress.Loopback), (settings.Advertise, settings.Listen));
    }

    [Fact]
    public void The_command_line_counts_before_the_environment_before_the_file()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("silo.json"), """{"Silo": {"SiloPort": 1, "GatewayPort": 2, "healthport": 3}}""");

        var settings = Read("--silo-port 11", "SYMMETRY_SILO_PORT=21 SYMMETRY_GATEWAY_PORT=22", folder.File("silo.json"));

        Assert.Equal((11, 22, 3), (settings.SiloPort, settings.GatewayPort, settings.Health!.Port));
    }

    [Theory]
    [InlineData("--slots 0", "", "slots is 0 (--slots); allowed is a whole number from 1 to 1024.")]
    [InlineData("", "SYMMETRY_SLOTS=many", "slots is many (SYMMETRY_SLOTS); allowed is a whole number from 1 to 1024.")]
    [InlineData("--silo-port 30000", "", "silo-port, gateway-port and health-port are 30000, 30000 and 0; they must differ.")]
    [InlineData("--web 8080 --web-address 0.0.0.0", "", "The page would be served on 0.0.0.0 to other machines: that needs a token. Set web-token or web-address.")]
    [InlineData("--web 8080", "SYMMETRY_WEB_TOKEN=hunter2", "The page's token: expected at least 16 characters, got 7. Set web-token or web-address.")]
    [InlineData("--dashboard true", "", "dashboard was set without web: it is served on the live page's port.")]
    [InlineData("--otlp here", "", "otlp is here (--otlp); allowed is an address such as http://localhost:4317.")]
    [InlineData("--log xml", "", "log is xml (--log); allowed is text or json.")]
    [InlineData("--advertise 10.0.0.1 --insecure true", "", "advertise was set (--advertise), which is for clusters: set database as well.")]
    [InlineData("--data here", "SYMMETRY_DATABASE=" + Database, "data was set (--data) beside database: a silo has one store, choose one of them.")]
    [InlineData("--cluster-id ä", "SYMMETRY_DATABASE=" + Database, "cluster-id is ä (--cluster-id); allowed is 1 to 100 letters, digits, dots and dashes.")]
    [InlineData("--certificate /nowhere", "", "key is missing: mutual TLS needs certificate, key and authority.")]
    [InlineData("--listen 0.0.0.0 --insecure true", "SYMMETRY_DATABASE=" + Database, "listen is 0.0.0.0, but others are told 127.0.0.1: set advertise to an address of this machine that they reach.")]
    public void A_mistake_is_a_sentence_with_what_came_from_where_and_what_is_allowed(string arguments, string variables, string sentence)
    {
        Assert.Contains(sentence, MistakesOf(arguments, variables));
    }

    [Fact]
    public void Whoever_listens_to_others_decides_between_tls_and_insecure()
    {
        var mistake = Assert.Single(MistakesOf("--advertise 10.0.0.1", "SYMMETRY_DATABASE=" + Database));
        Assert.Contains("mutual TLS, or say --insecure", mistake, StringComparison.Ordinal);

        Assert.Equal("10.0.0.1", Read("--advertise 10.0.0.1 --insecure true", "SYMMETRY_DATABASE=" + Database).Listen.ToString());
    }

    [Theory]
    [InlineData("SYMMETRY_DATABASE=Host=db;Password=hunter2;Colour=red")]
    [InlineData("SYMMETRY_DATABASE=Password=hunter2")]
    [InlineData("SYMMETRY_DATABASE=Host=db;Port=hunter2")]
    [InlineData("SYMMETRY_DATABASE=postgres://u:hunter2@db/symmetry")]
    public void A_database_that_cannot_be_read_is_not_repeated(string variables)
    {
        var mistake = Assert.Single(MistakesOf("", variables));

        Assert.Contains("SYMMETRY_DATABASE", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_print_no_secret()
    {
        Assert.DoesNotContain("hunter2", Read("", "SYMMETRY_DATABASE=" + Database).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_typing_error_in_the_file_is_found()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("silo.json"), """{"Silo": {"Databsae": "Host=db"}}""");

        Assert.Contains("Silo:Databsae", Assert.Single(MistakesOf("", "", folder.File("silo.json"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_settings_file_that_is_not_there_or_no_json_is_refused()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("bad.json"), "{");

        Assert.Throws<SettingsException>(() => Read("", "", folder.File("nowhere.json")));
        Assert.Throws<SettingsException>(() => Read("", "", folder.File("bad.json")));
    }

    private static string[] MistakesOf(string arguments, string variables, string? file = null) =>
        Assert.Throws<SettingsException>(() => Read(arguments, variables, file)).Message.Split(Environment.NewLine);

    private static SiloSettings Read(string arguments, string variables = "", string? file = null)
    {
        var line = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        var environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return SettingsReader.Read(SettingSources.Open(
            setting => line.GetValueOrDefault($"--{setting.Name}"), environment.GetValueOrDefault, file));
    }
}
