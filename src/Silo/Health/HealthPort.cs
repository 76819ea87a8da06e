using System.Net;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Symmetry.Silo.Health;

/// <summary>Answers <c>/health/live</c>, <c>/health/ready</c> and <c>/health/started</c>: 200, or 503 with the reason.</summary>
/// <remarks>
/// The base class library's listener is enough for three questions. It is the first service to start and the last to stop, so that
/// a silo that starts or drains can say so.
/// </remarks>
internal sealed partial class HealthPort(IPEndPoint endpoint, SiloHealth health, ILogger<HealthPort> logger) : IHostedService, IDisposable
{
    private readonly HttpListener listener = new();
    private Task serving = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var host = endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any) ? "*" : new UriBuilder { Host = endpoint.Address.ToString() }.Host;
        listener.Prefixes.Add($"http://{host}:{endpoint.Port}/health/");
        listener.Start();
        serving = ServeAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        listener.Stop();
        await serving;
    }

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            var (status, text) = await AskAsync(context.Request);
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/plain; charset=utf-8";
            context.Response.Close(Encoding.UTF8.GetBytes(text + "\n"), willBlock: false);
        }
#pragma warning disable CA1031 // a question that cannot be answered must not end the silo
        catch (Exception e)
#pragma warning restore CA1031
        {
            NotAnswered(logger, e.Message);
            context.Response.Abort();
        }
    }

    private async Task<(int Status, string Text)> AskAsync(HttpListenerRequest request)
    {
        if (request.HttpMethod is not ("GET" or "HEAD"))
        {
            return (405, "only GET");
        }

        switch (request.Url?.AbsolutePath)
        {
            case "/health/live":
                return Answer(health.Live(), "live");
            case "/health/ready":
                return Answer(await health.ReadyAsync(), "ready");
            case "/health/started":
                return Answer(health.Started(), "started");
            default:
                return (404, "/health/live, /health/ready or /health/started");
        }
    }

    private static (int Status, string Text) Answer(string? reason, string well) => reason is null ? (200, well) : (503, reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A question about health was not answered: {Reason}")]
    private static partial void NotAnswered(ILogger logger, string reason);
}
