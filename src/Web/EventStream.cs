using System.Text;
using Microsoft.AspNetCore.Http;
using Symmetry.Grains;

namespace Symmetry.Web;

/// <summary>A sweep as server-sent events: a snapshot whenever it changed, at most four a second.</summary>
/// <remarks>
/// An event's id names the content. Who comes back with the id of the last event that it saw is sent nothing until something
/// changed; every event is whole, so that none that was missed is needed.
/// </remarks>
internal sealed class EventStream(Snapshots snapshots, TimeProvider clock, CancellationToken closing)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Sends events until the caller goes away.</summary>
    public async Task SendAsync(HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing);
        var id = SweepApi.IdOf(context);
        var snapshot = await snapshots.GetAsync(id);
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        await WriteAsync(context, "retry: 1000\n\n", default, stop.Token);
        var spoke = clock.GetTimestamp();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (snapshot.Version != last)
                {
                    last = snapshot.Version;
                    await WriteAsync(context, $"id: {last}\nevent: sweep\ndata: ", snapshot.Json, stop.Token);
                    spoke = clock.GetTimestamp();
                }
                else if (clock.GetElapsedTime(spoke) > Silence)
                {
                    // A caller that is gone is noticed only by writing to it.
                    await WriteAsync(context, ": nothing new\n\n", default, stop.Token);
                    spoke = clock.GetTimestamp();
                }

                await Task.Delay(snapshot.Status is SweepStatus.Running ? Snapshots.Fresh : Idle, clock, stop.Token);
                snapshot = await snapshots.GetAsync(id);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException or StoreException or OrleansException)
        {
            // The stream ends; whoever still listens comes back with the last id.
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
