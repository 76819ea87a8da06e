using System.Text;
using Microsoft.Extensions.Logging;

namespace Symmetry.Silo.Health;

/// <summary>Answers <c>/health/live</c>, <c>/health/ready</c> and <c>/health/started</c>: 200, or 503 with the reason.</summary>
/// <remarks>
/// It is the first service to start and the last to stop, so that it answers while the silo starts and leaves.
/// </remarks>
internal sealed partial class HealthPort(IPEndPoint endpoint, SiloHealth health, ILogger<HealthPort> logger) : IHostedService, IDisposable
{
    private readonly HttpListener listener = new();
    private Task serving = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var host = endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any)
            ? "*" : new UriBuilder { Host = endpoint.Address.ToString() }.Host;
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
            var (status, text) = await CheckAsync(context.Request);
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/plain; charset=utf-8";
            context.Response.Close(Encoding.UTF8.GetBytes(text + "\n"), willBlock: false);
        }
#pragma warning disable CA1031 // a failed health request must not end the silo
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(logger, e.Message);
            context.Response.Abort();
        }
    }

    private async Task<(int Status, string Text)> CheckAsync(HttpListenerRequest request)
    {
        if (request.HttpMethod is not ("GET" or "HEAD"))
        {
            return (405, "use GET");
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
                return (404, "use /health/live, /health/ready or /health/started");
        }
    }

    private static (int Status, string Text) Answer(string? reason, string healthy) => reason is null ? (200, healthy) : (503, reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A health request failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
