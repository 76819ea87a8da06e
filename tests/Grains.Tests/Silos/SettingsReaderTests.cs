using System.Net;
using Microsoft.Extensions.Configuration;
using Symmetry.Grains.Tests.Support;
using Symmetry.Silo.Settings;

namespace Symmetry.Grains.Tests.Silos;

public sealed class SettingsReaderTests
{
    private const string Database = "Host=db;Username=u;Password=hunter2";

    [Fact]
    public void Default_settings_are_a_standalone_silo_on_loopback()
    {
        var settings = Read("");

        Assert.Null(settings.Database);
        Assert.Null(settings.Health);
        Assert.Equal("runs", settings.Data);
        Assert.Equal((11111, 30000), (settings.SiloPort, settings.GatewayPort));
        Assert.Equal((IPAddress.Loopback, IPAddress.Loopback), (settings.Advertise, settings.ListenAddress));
    }

    [Fact]
    public void Command_line_overrides_environment_overrides_file()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("silo.json"), """{"Silo": {"SiloPort": 1, "GatewayPort": 2, "healthport": 3}}""");

        var settings = Read("--silo-port 11", "SYMMETRY_SILO_PORT=21 SYMMETRY_GATEWAY_PORT=22", folder.File("silo.json"));

        Assert.Equal((11, 22, 3), (settings.SiloPort, settings.GatewayPort, settings.HealthPort));
    }

    [Theory]
    [InlineData("--slots 0", "", "slots: expected a whole number from 1 to 1024, got '0' (--slots).")]
    [InlineData("", "SYMMETRY_SLOTS=many", "slots: expected a whole number from 1 to 1024, got 'many' (SYMMETRY_SLOTS).")]
    [InlineData("--silo-port 30000", "", "silo-port, gateway-port and health-port must differ, got 30000, 30000 and 0.")]
    [InlineData("--web 8080 --web-address 0.0.0.0", "", " Set web-token or web-address.")]
    [InlineData("--web 8080", "SYMMETRY_WEB_TOKEN=hunter2", " got 7.")]
    [InlineData("--dashboard true", "", "dashboard needs web: it uses the port of the live page.")]
    [InlineData("--otlp here", "", "otlp: expected an address such as http://localhost:4317, got 'here' (--otlp).")]
    [InlineData("--log xml", "", "log: expected text or json, got 'xml' (--log).")]
    [InlineData("--advertise 10.0.0.1 --insecure true", "", "advertise (--advertise) is for clusters. Set database, head or join as well.")]
    [InlineData("--head true --redis localhost", "", "redis (--redis) is for clusters with a database. Set database as well.")]
    [InlineData("--head true", "SYMMETRY_DATABASE=" + Database, "database and head are set. A silo has one of database, head and join.")]
    [InlineData("--head true --join 10.0.0.1:11111", "", "head and join are set. A silo has one of database, head and join.")]
    [InlineData("--join 127.0.0.1:11111 --data here", "", "data (--data) and join are both set. The head has the store; leave out data.")]
    [InlineData("--join 127.0.0.1", "", "join: expected HOST:PORT, where HOST is an IP address or resolves to one, got '127.0.0.1' (--join).")]
    [InlineData("--join 127.0.0.1:0", "", "join: expected HOST:PORT, where HOST is an IP address or resolves to one, got '127.0.0.1:0' (--join).")]
    [InlineData("--join 10.0.0.1:11111", "", "join is 10.0.0.1:11111, but advertise is 127.0.0.1. "
        + "Set advertise to an address of this machine that the head reaches.")]
    [InlineData("--data here", "SYMMETRY_DATABASE=" + Database, "data (--data) and database are both set. A silo has one store; choose one of them.")]
    [InlineData("--cluster-id ä", "SYMMETRY_DATABASE=" + Database, "cluster-id: expected 1 to 100 letters, digits, dots and dashes, got 'ä' (--cluster-id).")]
    [InlineData("--certificate /nowhere", "", "key: missing. Mutual TLS needs certificate, key and authority.")]
    [InlineData("--listen 0.0.0.0 --insecure true", "SYMMETRY_DATABASE=" + Database,
        "listen is 0.0.0.0, but advertise is 127.0.0.1. Set advertise to an address of this machine that other machines reach.")]
    public void Invalid_setting_is_reported_with_its_source_and_what_is_expected(string arguments, string variables, string message)
    {
        Assert.Contains(MistakesOf(arguments, variables), mistake => mistake.Contains(message, StringComparison.Ordinal));
    }

    // Goal: a file that lies in the working directory runs no code. Method: the same file, found there and named by the user.
    [Fact]
    public void Only_a_named_settings_file_can_run_code()
    {
        var file = new ConfigurationBuilder().AddInMemoryCollection([new("Extensions", "evil.dll"), new("AllowPrograms", "true")]).Build();

        var found = Assert.Throws<SettingsException>(() => Read(isNamed: false));
        var named = Read(isNamed: true);

        Assert.Contains("extensions: silo.json in the working directory cannot set this", found.Message, StringComparison.Ordinal);
        Assert.Contains("allow-programs: silo.json in the working directory cannot set this", found.Message, StringComparison.Ordinal);
        Assert.Equal(["evil.dll"], named.Extensions);
        Assert.True(named.AllowPrograms);

        SiloSettings Read(bool isNamed) => SettingsReader.Read(new SettingSources(_ => null, _ => null, file, "silo.json", isNamed));
    }

    [Theory]
    [InlineData("10.0.0.1:11111", "10.0.0.1:11111")]
    [InlineData("[::1]:11111", "[::1]:11111")]
    [InlineData("localhost:11111", "127.0.0.1:11111")]
    public void Joined_silo_has_the_address_of_its_head_and_no_folder(string join, string endpoint)
    {
        var settings = Read($"--join {join} --advertise 10.0.0.2 --insecure true");

        Assert.Equal(IPEndPoint.Parse(endpoint), settings.Join);
        Assert.Equal("data-sets", settings.DataSetsPath);
    }

    [Fact]
    public void Head_is_on_loopback_by_default_and_can_be_advertised()
    {
        Assert.Equal((true, IPAddress.Loopback), (Read("--head true").Head, Read("--head true").ListenAddress));
        Assert.Equal("10.0.0.1", Read("--head true --advertise 10.0.0.1 --insecure true").ListenAddress.ToString());
    }

    [Fact]
    public void Remote_addresses_need_TLS_or_insecure()
    {
        var mistake = Assert.Single(MistakesOf("--advertise 10.0.0.1", "SYMMETRY_DATABASE=" + Database));
        Assert.Contains("for mutual TLS, or --insecure", mistake, StringComparison.Ordinal);

        Assert.Equal("10.0.0.1", Read("--advertise 10.0.0.1 --insecure true", "SYMMETRY_DATABASE=" + Database).ListenAddress.ToString());
    }

    [Theory]
    [InlineData("SYMMETRY_DATABASE=Host=db;Password=hunter2;Colour=red")]
    [InlineData("SYMMETRY_DATABASE=Password=hunter2")]
    [InlineData("SYMMETRY_DATABASE=Host=db;Port=hunter2")]
    [InlineData("SYMMETRY_DATABASE=postgres://u:hunter2@db/symmetry")]
    public void Invalid_connection_string_is_not_repeated_in_the_message(string variables)
    {
        var mistake = Assert.Single(MistakesOf("", variables));

        Assert.Contains("SYMMETRY_DATABASE", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_do_not_print_secrets()
    {
        Assert.DoesNotContain("hunter2", Read("", "SYMMETRY_DATABASE=" + Database).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_setting_in_the_file_is_reported()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("silo.json"), """{"Silo": {"Databsae": "Host=db"}}""");

        Assert.Contains("Silo:Databsae", Assert.Single(MistakesOf("", "", folder.File("silo.json"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_or_invalid_settings_file_is_rejected()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("bad.json"), "{");

        Assert.Throws<SettingsException>(() => Read("", "", folder.File("nowhere.json")));
        Assert.Throws<SettingsException>(() => Read("", "", folder.File("bad.json")));
    }

    [Fact]
    public void Help_has_the_name_and_the_default_of_a_setting()
    {
        Assert.Equal("gateway-port SYMMETRY_GATEWAY_PORT port for clients [default: 30000]", Line("GatewayPort"));
        Assert.Equal("log SYMMETRY_LOG format of the log: text or json [default: text]", Line("Log"));
        Assert.Equal("listen SYMMETRY_LISTEN address to listen on [default: the advertised address]", Line("Listen"));
        Assert.Equal("insecure SYMMETRY_INSECURE accept other machines without TLS: anyone who reaches the ports has full control", Line("Insecure"));

        static string Line(string property) =>
            SiloSetting.Find(property) is var setting ? $"{setting.Name} {setting.Variable} {setting.ToOption().Description}" : "";
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
