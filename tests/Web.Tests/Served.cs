using System.Net;
using System.Text;
using Symmetry.Engine.Sweeps;
using Symmetry.Silo;

namespace Symmetry.Web.Tests;

/// <summary>A silo in a folder of its own with its page, and a client of it.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private EmbeddedSilo silo;
    private WebPort port;

    private Served(DirectoryInfo folder, EmbeddedSilo silo, WebPort port)
    {
        (this.folder, this.silo, this.port) = (folder, silo, port);
        Http = new HttpClient { BaseAddress = port.Address };
    }

    public HttpClient Http { get; }

    public Uri Address => port.Address;

    public static async Task<Served> StartAsync(string? token = null)
    {
        var place = Directory.CreateTempSubdirectory("symmetry-web-tests-");
        var made = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = place.FullName, Slots = 1 });
        return new Served(place, made, await ServeAsync(made, 0, token));
    }

    /// <summary>A new silo on the same folder, and its page on the same port.</summary>
    public async Task RestartAsync()
    {
        var number = port.Address.Port;
        await port.DisposeAsync();
        await silo.DisposeAsync();
        silo = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = folder.FullName, Slots = 1 });
        port = await ServeAsync(silo, number, null);
    }

    /// <summary>Submits a sweep of tiny trainings.</summary>
    public async Task<Sweep> SubmitAsync(int replicates, int epochs = 1)
    {
        var sweep = Specs.Tiny(replicates, epochs);
        using var answer = await PostAsync("api/sweeps", sweep.Canonical);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return sweep;
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string body = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Symmetry", "1");
        return await Http.SendAsync(request);
    }

    /// <summary>Asks until the sweep is as it is wanted.</summary>
    public async Task<string> WaitAsync(Sweep sweep, string wanted)
    {
        while (true)
        {
            var text = await Http.GetStringAsync($"api/sweeps/{sweep.Id}");
            if (text.Contains(wanted, StringComparison.Ordinal))
            {
                return text;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await port.DisposeAsync();
        await silo.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static Task<WebPort> ServeAsync(EmbeddedSilo silo, int number, string? token) =>
        WebPort.StartAsync(new WebOptions(new IPEndPoint(IPAddress.Loopback, number), token), silo.Grains, TimeProvider.System);
}
