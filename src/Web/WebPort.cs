using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains;

namespace Symmetry.Web;

/// <summary>The live page: serves what the grains say, to browsers and to programs.</summary>
/// <remarks>It reads only, but for submitting, cancelling and resuming, and holds no state that a restart would lose.</remarks>
public sealed class WebPort : IAsyncDisposable
{
    private const int MaxBody = 1 << 20;
    private const int MaxConnections = 1000;

    private readonly WebApplication application;
    private readonly CancellationTokenSource closing;

    private WebPort(WebApplication application, CancellationTokenSource closing)
    {
        this.application = application;
        this.closing = closing;
    }

    /// <summary>Where the page is.</summary>
    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");

    /// <summary>Starts serving.</summary>
    /// <param name="options">Where, and to whom.</param>
    /// <param name="grains">Gives access to the grains.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="parts">What else is served; null for nothing.</param>
    /// <param name="stop">Gives up starting.</param>
    /// <exception cref="ArgumentException">The page may not be served so; <see cref="WebOptions.Error"/> says why.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<WebPort> StartAsync(WebOptions options, IGrainFactory grains, TimeProvider clock, IReadOnlyCollection<IWebPart>? parts = null, CancellationToken stop = default)
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
            kestrel.Listen(options.Endpoint, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        foreach (var part in parts ?? [])
        {
            part.AddServices(builder.Services);
        }

        var served = builder.Build();
        var ending = new CancellationTokenSource();
        var snapshots = new Snapshots(grains, clock);
        var guard = new AccessGuard(options.Token);
        served.Use(next => context => AnswerAsync(context, next));
        served.Use(next => context => guard.EnterAsync(context, next));
        served.UseRouting();
        PageFiles.Map(served);
        new SweepApi(grains, snapshots).Map(served);
        served.MapGet("/api/sweeps/{id}/events", new EventStream(snapshots, clock, ending.Token).SendAsync);
        foreach (var part in parts ?? [])
        {
            part.Map(served);
        }

        try
        {
            await served.StartAsync(stop);
        }
        catch
        {
            await served.DisposeAsync();
            ending.Dispose();
            throw;
        }

        return new WebPort(served, ending);
    }

    /// <summary>Ends every stream, then the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await application.StopAsync(limit.Token);
        await application.DisposeAsync();
        closing.Dispose();
    }

    // What is wrong with a question is the asker's fault; what is wrong with the cluster passes.
    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && StatusOf(e) is > 0)
        {
            await JsonResponse.RefuseAsync(context, StatusOf(e), e.Message);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for the answer any more.
        }
    }

    private static int StatusOf(Exception e) => e switch
    {
        Microsoft.AspNetCore.Http.BadHttpRequestException bad => bad.StatusCode,
        NotThereException or RefusedException => StatusCodes.Status404NotFound,
        SpecException or DecoderFallbackException => StatusCodes.Status400BadRequest,
        StoreException or TimeoutException or OrleansException => StatusCodes.Status503ServiceUnavailable,
        _ => 0,
    };

    // Signals belong to the program that serves the page.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
