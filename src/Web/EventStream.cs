using System.Text;
using Microsoft.AspNetCore.Http;

namespace Symmetry.Web;

/// <summary>Streams a sweep as server-sent events: a snapshot after every change, at most one per second.</summary>
/// <remarks>
/// An event's id identifies its content. A client that reconnects with the last id it received gets nothing until the sweep changes.
/// Every event is a complete snapshot, so missed events need not be replayed.
/// </remarks>
internal sealed class EventStream(Snapshots snapshots, TimeProvider clock, CancellationToken closing)
{
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(15);

    /// <summary>Sends events until the client disconnects.</summary>
    public async Task SendAsync(HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing);
        var id = RouteValues.SweepId(context);
        var snapshot = await snapshots.GetAsync(id);
        var lastId = context.Request.Headers["Last-Event-ID"].ToString();
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        await WriteAsync(context, "retry: 1000\n\n", default, stop.Token);
        var lastWrite = clock.GetTimestamp();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (snapshot.Version != lastId)
                {
                    lastId = snapshot.Version;
                    await WriteAsync(context, $"id: {lastId}\nevent: sweep\ndata: ", snapshot.Json, stop.Token);
                    lastWrite = clock.GetTimestamp();
                }
                else if (clock.GetElapsedTime(lastWrite) > KeepAliveInterval)
                {
                    // A disconnected client is detected only by writing to it.
                    await WriteAsync(context, ": nothing new\n\n", default, stop.Token);
                    lastWrite = clock.GetTimestamp();
                }

                await Task.Delay(Snapshots.MaxAge, clock, stop.Token);
                snapshot = await snapshots.GetAsync(id);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException or StoreException or OrleansException)
        {
            // The stream ends; a client that is still listening reconnects with its last id.
        }
    }

    private static async Task WriteAsync(HttpContext context, string head, ReadOnlyMemory<byte> json, CancellationToken stop)
    {
        var body = context.Response.Body;
        await body.WriteAsync(Encoding.UTF8.GetBytes(head), stop);
        if (!json.IsEmpty)
        {
            await body.WriteAsync(json, stop);
            await body.WriteAsync("\n\n"u8.ToArray(), stop);
        }

        await body.FlushAsync(stop);
    }
}
