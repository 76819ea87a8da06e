using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Symmetry.Formats;
using Symmetry.Web.Pages;

namespace Symmetry.Web;

/// <summary>Serves the live page and its API: data from grains, as HTML for browsers and as JSON for programs.</summary>
/// <remarks>It only reads, except that it can submit, cancel and resume sweeps. It holds no state that a restart would lose.</remarks>
public sealed class WebPort : IAsyncDisposable
{
    private const int MaxBody = 1 << 20;
    private const int MaxConnections = 1000;

    // Connections that send nothing would keep others out.
    private static readonly TimeSpan MaxIdle = TimeSpan.FromSeconds(10);

    private readonly WebApplication application;
    private readonly CancellationTokenSource closing;

    private WebPort(WebApplication application, CancellationTokenSource closing)
    {
        this.application = application;
        this.closing = closing;
    }

    /// <summary>The address of the page.</summary>
    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");

    /// <summary>Starts serving.</summary>
    /// <param name="options">Where to serve, and to whom.</param>
    /// <param name="grains">Gives access to the grains.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="parts">Extra components to serve; null for none.</param>
    /// <param name="stop">Cancels the start.</param>
    /// <exception cref="ArgumentException">The options are invalid; see <see cref="WebOptions.Error"/>.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<WebPort> StartAsync(
        WebOptions options, IGrainFactory grains, TimeProvider clock, IReadOnlyCollection<IWebPart>? parts = null, CancellationToken stop = default)
    {
        if (options.Error is { } error)
        {
            throw new ArgumentException(error, nameof(options));
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.KeepAliveTimeout = MaxIdle;
            kestrel.Limits.RequestHeadersTimeout = MaxIdle;
            kestrel.Listen(options.Endpoint, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        foreach (var part in parts ?? [])
        {
            part.AddServices(builder.Services);
        }

        var app = builder.Build();
        var shutdown = new CancellationTokenSource();
        var snapshots = new Snapshots(grains, clock);
        var guard = new AccessGuard(options.Token);
        app.Use(next => context => HandleErrorsAsync(context, next));
        app.Use(next => context => guard.InvokeAsync(context, next));
        app.UseRouting();
        PageFiles.Map(app);
        PageRoutes.Map(app, new PageSource(grains, snapshots, new RunsCache(grains, clock)), clock);
        new SweepApi(grains, snapshots).Map(app);
        new SubmitApi(grains, hasToken: options.Token is not null).Map(app);
        new ImportApi(grains).Map(app);
        new SweepDownloads(grains, clock).Map(app);
        app.MapGet("/api/sweeps/{id}/events", new EventStream(snapshots, clock, shutdown.Token).SendAsync);
        foreach (var part in parts ?? [])
        {
            part.Map(app);
        }

        try
        {
            await app.StartAsync(stop);
        }
        catch
        {
            await app.DisposeAsync();
            shutdown.Dispose();
            throw;
        }

        return new WebPort(app, shutdown);
    }

    /// <summary>Ends all event streams, then closes the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await application.StopAsync(limit.Token);
        await application.DisposeAsync();
        closing.Dispose();
    }

    // A bad request is the client's fault: 4xx. An unavailable cluster is temporary: 503.
    private static async Task HandleErrorsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && StatusOf(e) is > 0)
        {
            await (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || HttpMethods.IsPost(context.Request.Method)
                ? JsonResponse.SendErrorAsync(context, StatusOf(e), e.Message)
                : HtmlResponse.SendErrorAsync(context, StatusOf(e), e.Message));
        }
        catch (OperationCanceledException)
        {
            // The client has disconnected.
        }
    }

    private static int StatusOf(Exception e) => e switch
    {
        Microsoft.AspNetCore.Http.BadHttpRequestException bad => bad.StatusCode,
        NotFoundException or RefusedException => StatusCodes.Status404NotFound,
        SpecException or SelectionException or DecoderFallbackException => StatusCodes.Status400BadRequest,
        UsageException => StatusCodes.Status501NotImplemented,
        StoreException or TimeoutException or OrleansException => StatusCodes.Status503ServiceUnavailable,
        _ => 0,
    };

    // The host program handles signals.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
