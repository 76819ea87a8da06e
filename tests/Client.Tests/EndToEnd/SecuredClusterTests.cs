using Symmetry.Client.Commands;
using Symmetry.Client.Tests.Fakes;
using Symmetry.Grains.Storage;
using Symmetry.Grains.Tests.Support;

namespace Symmetry.Client.Tests.EndToEnd;

/// <summary>The program against two silo processes that use PostgreSQL and mutual TLS.</summary>
public sealed class SecuredClusterTests(PostgresServer server)
{
    [Fact]
    public async Task Client_needs_a_certificate_to_connect()
    {
        var database = await server.NewDatabaseAsync();
        await PostgresSchema.MigrateAsync(database, CancellationToken.None);
        using var authority = new Authority("cluster");
        using var folder = new TempFolder();
        var (silos, client) = (authority.ForSilo(folder), authority.ForClient(folder));
        var gateways = new[] { EndToEnd.SiloProcess.FreePort(), EndToEnd.SiloProcess.FreePort() };
        await using var firstSilo = Start(gateways[0]);
        await using var secondSilo = Start(gateways[1]);
        await Task.WhenAll(firstSilo.UntilItSaysAsync("Silo takes work"), secondSilo.UntilItSaysAsync("Silo takes work"));
        await File.WriteAllTextAsync(folder.File("tiny.yaml"), "replicates: 100\naxes: {bias: [false, true]}\nfixed: {epochs: 1, hidden: [2]}\n");
        string[] secured = ["--tls-ca", client.Authority, "--tls-cert", client.Certificate, "--tls-key", client.Key];
        string[] byAddress = ["--cluster", string.Join(',', gateways.Select(port => $"127.0.0.1:{port}"))];

        using var submit = Session();
        Assert.Equal(0, await submit.RunAsync(["submit", folder.File("tiny.yaml"), "--wait", "--json", .. byAddress, .. secured]));

        using var local = Session();
        Assert.Equal(0, await local.RunAsync("run", folder.File("tiny.yaml"), "--data", folder.File("runs"), "--json", "-"));
        Assert.Equal(local.Out, submit.Out);

        // With two silos, each sampled trial is retrained on the silo that did not train it first.
        using var verify = Session();
        Assert.Equal(0, await verify.RunAsync(["verify", "tiny", "--sample", "10", "--cluster", $"postgres:{database}", .. secured]));
        Assert.Contains("ran 10 stored trials again (seed 1), 10 of them on another silo than first: all have the same bits.",
            verify.Out, StringComparison.Ordinal);

        using var withoutCertificate = Session();
        Assert.Equal(5, await withoutCertificate.RunAsync(["list", "--wait-for", "1", .. byAddress]));

        Grains.Tests.Support.SiloProcess Start(int gateway) => Grains.Tests.Support.SiloProcess.Start(
            database, "--slots", "1", "--silo-port", $"{EndToEnd.SiloProcess.FreePort()}", "--gateway-port", $"{gateway}",
            "--certificate", silos.Certificate, "--key", silos.Key, "--authority", silos.Authority);
    }

    private static Session Session() => new() { Open = CliEnvironment.OpenAsync };
}
