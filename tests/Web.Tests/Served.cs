using System.Net;
using System.Text;
using Symmetry.Engine.Sweeps;
using Symmetry.Silo;

namespace Symmetry.Web.Tests;

/// <summary>A silo with its page in a temporary folder, and an HTTP client for it.</summary>
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

    public static Task<Served> StartAsync(string? token = null) => StartAsync(Directory.CreateTempSubdirectory("symmetry-web-tests-"), token);

    /// <summary>Serves the sweeps of a folder, which is deleted at the end.</summary>
    public static async Task<Served> StartAsync(DirectoryInfo temporaryFolder, string? token = null)
    {
        var startedSilo = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = temporaryFolder.FullName, Slots = 1 });
        return new Served(temporaryFolder, startedSilo, await ServeAsync(startedSilo, 0, token));
    }

    /// <summary>Restarts the silo on the same folder and the page on the same port.</summary>
    public async Task RestartAsync()
    {
        var number = port.Address.Port;
        await port.DisposeAsync();
        await silo.DisposeAsync();
        silo = await EmbeddedSilo.StartAsync(new EmbeddedSiloOptions { Data = folder.FullName, Slots = 1 });
        port = await ServeAsync(silo, number, null);
    }

    /// <summary>Submits a sweep of tiny trainings.</summary>
    public Task<Sweep> SubmitAsync(int replicates, int epochs = 1) => SubmitAsync(Specs.Tiny(replicates, epochs));

    /// <summary>Submits a sweep.</summary>
    public async Task<Sweep> SubmitAsync(Sweep sweep)
    {
        using var response = await PostAsync("api/sweeps", sweep.Canonical);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return sweep;
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string body = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Symmetry", "1");
        return await Http.SendAsync(request);
    }

    /// <summary>Polls until the sweep's JSON contains the expected text.</summary>
    public async Task<string> WaitAsync(Sweep sweep, string expected)
    {
        while (true)
        {
            var text = await Http.GetStringAsync($"api/sweeps/{sweep.Id}");
            if (text.Contains(expected, StringComparison.Ordinal))
            {
                return text;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Gets a page once the server has read everything that belongs on it.</summary>
    public async Task<string> GetPageAsync(string path)
    {
        while (true)
        {
            var html = await Http.GetStringAsync(path);
            if (!html.Contains(" data-unfinished", StringComparison.Ordinal))
            {
                return html;
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
