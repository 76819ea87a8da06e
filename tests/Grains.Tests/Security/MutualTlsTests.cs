using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Symmetry.Grains.Security;
using Symmetry.Grains.Tests.Support;
using Symmetry.Silo;
using Symmetry.Silo.Clustering;

namespace Symmetry.Grains.Tests.Security;

public sealed class MutualTlsTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly Authority ours = new("ours");
    private readonly Authority another = new("another");
    private readonly int gateway = FreePort.Find();
    private IHost? silo;

    public async ValueTask InitializeAsync()
    {
        var files = ours.ForSilo(folder);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(orleans => orleans.UseLocalhostClustering(FreePort.Find(), gateway).UseMutualTls(files));
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
    public async Task A_client_of_the_same_authority_is_served()
    {
        Assert.True(await IsServedAsync(ours.ForClient(folder)));
    }

    [Fact]
    public async Task A_client_that_speaks_plainly_is_refused()
    {
        Assert.False(await IsServedAsync(files: null));
    }

    [Fact]
    public async Task A_client_of_another_authority_is_refused_even_if_it_trusts_ours()
    {
        var files = another.ForClient(folder, "stranger") with { Authority = ours.ForClient(folder).Authority };

        Assert.False(await IsServedAsync(files));
    }

    [Fact]
    public async Task A_client_does_not_speak_to_a_silo_of_an_authority_that_it_does_not_trust()
    {
        var files = ours.ForClient(folder) with { Authority = another.ForClient(folder, "stranger").Authority };

        Assert.False(await IsServedAsync(files));
    }

    [Fact]
    public async Task A_peer_that_shows_no_certificate_gets_no_byte_of_the_protocol()
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
    public async Task Certificates_that_are_replaced_are_used_from_the_next_connection_on()
    {
        var before = ours.ForClient(folder, "before");
        var after = another.ForClient(folder, "after");
        Assert.True(await IsServedAsync(before));

        another.ForSilo(folder);

        Assert.True(await IsServedAsync(after));
        Assert.False(await IsServedAsync(before));
    }

    [Fact]
    public async Task Files_that_do_not_fit_together_leave_the_last_good_ones_in_use()
    {
        await File.WriteAllTextAsync(folder.File("silo.key"), "half of a ", TestContext.Current.CancellationToken);

        Assert.True(await IsServedAsync(ours.ForClient(folder)));
    }

    [Fact]
    public void Files_that_cannot_be_used_are_named()
    {
        var good = ours.ForSilo(folder);
        var other = ours.ForSilo(folder, "other");

        var nowhere = Assert.Throws<TlsFilesException>(() => Open(good with { Certificate = folder.File("nowhere") }));
        var wrongKey = Assert.Throws<TlsFilesException>(() => Open(good with { Key = other.Key }));
        var noAuthority = Assert.Throws<TlsFilesException>(() => Open(good with { Authority = good.Key }));

        Assert.Contains("nowhere", nowhere.Message, StringComparison.Ordinal);
        Assert.Contains("other.key is not the key of", wrongKey.Message, StringComparison.Ordinal);
        Assert.Contains("holds no certificate", noAuthority.Message, StringComparison.Ordinal);
    }

    private static PeerCertificates Open(TlsFiles files) => new(files, NullLogger.Instance);

    private async Task<bool> IsServedAsync(TlsFiles? files)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(gateway);
            client.Configure<ClientMessagingOptions>(messages => messages.ResponseTimeout = TimeSpan.FromSeconds(10));
            if (files is not null)
            {
                client.UseMutualTls(files);
            }
        });
        using var host = builder.Build();
        try
        {
            await host.StartAsync().WaitAsync(TimeSpan.FromSeconds(30));
            var hosts = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts();
            await host.StopAsync();
            return hosts.Count == 1;
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            return false;
        }
    }
}
