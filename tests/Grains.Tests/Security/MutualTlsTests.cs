using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Symmetry.Grains.Tests.Support;
using Symmetry.Hosting.Security;

namespace Symmetry.Grains.Tests.Security;

public sealed class MutualTlsTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly Authority ours = new("ours");
    private readonly Authority another = new("another");
    private readonly int siloPort = FreePort.Find();
    private readonly int gateway = FreePort.Find();
    private IHost? silo;

    public async ValueTask InitializeAsync()
    {
        var files = ours.ForSilo(folder);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(orleans => orleans.UseLocalhostClustering(siloPort, gateway).UseMutualTls(files));
        silo = builder.Build();
        await silo.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await silo!.StopAsync();
        silo.Dispose();
        ours.Dispose();
        another.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Client_of_the_same_authority_is_accepted()
    {
        Assert.True(await IsServedAsync(ours.ForClient(folder)));
    }

    [Fact]
    public async Task Client_without_TLS_is_rejected()
    {
        Assert.False(await IsServedAsync(files: null));
    }

    [Fact]
    public async Task Certificate_without_extended_key_usage_is_rejected()
    {
        Assert.False(await IsServedAsync(ours.WithoutPurpose(folder)));
    }

    [Fact]
    public async Task Client_of_another_authority_is_rejected_even_if_it_trusts_ours()
    {
        var files = another.ForClient(folder, "stranger") with { Authority = ours.ForClient(folder).Authority };

        Assert.False(await IsServedAsync(files));
    }

    [Fact]
    public async Task Client_rejects_a_silo_of_an_authority_that_it_does_not_trust()
    {
        var files = ours.ForClient(folder) with { Authority = another.ForClient(folder, "stranger").Authority };

        Assert.False(await IsServedAsync(files));
    }

    [Fact]
    public async Task Peer_without_a_certificate_receives_no_protocol_data()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, gateway);
        await socket.GetStream().WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());

        var answer = new byte[100];
        var length = await socket.GetStream().ReadAsync(answer).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        // At most a TLS alert: record type 21.
        Assert.True(length == 0 || answer[0] == 21);
    }

    [Fact]
    public async Task Peer_that_never_finishes_the_handshake_is_disconnected()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, gateway);

        var length = await ReadAsync(socket).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(0, length);
    }

    [Fact]
    public async Task Intermediate_certificates_are_sent_and_checked()
    {
        using var intermediate = ours.Intermediate("intermediate");
        var client = intermediate.ForClient(folder, "leaf") with { Authority = ours.ForClient(folder).Authority };
        Assert.True(await IsServedAsync(client));

        intermediate.ForSilo(folder);
        await File.WriteAllTextAsync(folder.File("silo.authority.pem"), await File.ReadAllTextAsync(client.Authority));

        Assert.True(await IsServedAsync(client));
    }

    [Fact]
    public async Task Failed_handshake_gives_the_client_the_reason()
    {
        var files = ours.ForClient(folder) with { Authority = another.ForClient(folder, "stranger").Authority };

        var error = await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(files));

        Assert.Contains("the certificate CN=silo was refused: ", error.GetBaseException().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_certificate_cannot_be_used_by_a_silo()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, siloPort);
        using var own = X509Certificate2.CreateFromPemFile(ours.ForClient(folder).Certificate, ours.ForClient(folder).Key);
        await using var tls = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, peer, _, _) => peer!.Subject == "CN=silo");

        // In TLS 1.3 the client learns with the first read that it was rejected.
        var refused = await Record.ExceptionAsync(async () =>
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "symmetry", ClientCertificates = [own] });
            Assert.Equal(0, await tls.ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
        });

        Assert.True(refused is null or IOException or AuthenticationException, refused?.ToString());
    }

    [Fact]
    public async Task Replaced_certificates_are_used_from_the_next_connection_on()
    {
        var before = ours.ForClient(folder, "before");
        var after = another.ForClient(folder, "after");
        Assert.True(await IsServedAsync(before));

        another.ForSilo(folder);

        Assert.True(await IsServedAsync(after));
        Assert.False(await IsServedAsync(before));
    }

    [Fact]
    public async Task Files_that_do_not_match_leave_the_previous_ones_in_use()
    {
        await File.WriteAllTextAsync(folder.File("silo.key"), "half of a ", TestContext.Current.CancellationToken);

        Assert.True(await IsServedAsync(ours.ForClient(folder)));
    }

    [Fact]
    public void Unusable_files_are_named_in_the_message()
    {
        var good = ours.ForSilo(folder);
        var other = ours.ForSilo(folder, "other");

        var nowhere = Assert.Throws<TlsFilesException>(() => Open(good with { Certificate = folder.File("nowhere") }));
        var wrongKey = Assert.Throws<TlsFilesException>(() => Open(good with { Key = other.Key }));
        var noAuthority = Assert.Throws<TlsFilesException>(() => Open(good with { Authority = good.Key }));

        Assert.Contains("nowhere", nowhere.Message, StringComparison.Ordinal);
        Assert.Contains("other.key is not the key of", wrongKey.Message, StringComparison.Ordinal);
        Assert.Contains("has no certificate", noAuthority.Message, StringComparison.Ordinal);
    }

    private static PeerCertificates Open(TlsFiles files) => new(files, NullLogger.Instance);

    private static async Task<int> ReadAsync(TcpClient socket)
    {
        try
        {
            return await socket.GetStream().ReadAsync(new byte[1]);
        }
        catch (IOException)
        {
            // A reset ends the connection as well.
            return 0;
        }
    }

    private async Task<bool> IsServedAsync(TlsFiles? files)
    {
        try
        {
            return await ConnectAsync(files) == 1;
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            return false;
        }
    }

    // The number of silos that the gateway reports.
    private async Task<int> ConnectAsync(TlsFiles? files)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(gateway);
            client.UseConnectionRetryFilter((_, _) => Task.FromResult(false));
            client.Configure<ClientMessagingOptions>(messages => messages.ResponseTimeout = TimeSpan.FromSeconds(10));
            if (files is not null)
            {
                client.UseMutualTls(files);
            }
        });
        using var host = builder.Build();
        await host.StartAsync().WaitAsync(TimeSpan.FromSeconds(30));
        var hosts = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts();
        await host.StopAsync();
        return hosts.Count;
    }
}
