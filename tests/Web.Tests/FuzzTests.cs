using System.Net.Sockets;
using System.Text;
using Symmetry.Engine.Numerics;

namespace Symmetry.Web.Tests;

public sealed class FuzzTests
{
    private const int Requests = 10_000;
    private const string Yaml = "name: typed\nreplicates: 2\naxes: {features: [identity, square]}\nfixed: {hidden: [2], epochs: 1}\n";
    private const string Scores = "model,seed,score\na,1,0.5\na,2,0.625\nb,1,0.75\nb,2,0.5\n";

    private static readonly string[] Seeds =
    [
        "GET / HTTP/1.1", "GET /api/sweeps HTTP/1.1", "POST /api/sweeps HTTP/1.1", "GET /api/sweeps/{id} HTTP/1.1",
        "GET /api/sweeps/{id}/table HTTP/1.1", "GET /api/sweeps/{id}/cells/0/trials?from=0&count=10 HTTP/1.1",
        "GET /api/sweeps/{id}/cells/0/trials/0 HTTP/1.1", "POST /api/sweeps/{id}/cancel HTTP/1.1", "POST /api/sweeps/{id}/resume HTTP/1.1",
        "POST /api/plan HTTP/1.1", "POST /api/results/plan?name=scores.csv&metric=score HTTP/1.1", "POST /api/results?name=scores.csv HTTP/1.1",
        "GET /submit HTTP/1.1", "GET /sweeps/{id}/table.csv?top=1 HTTP/1.1", "GET /sweeps/{id}/results.parquet HTTP/1.1",
        "GET /sweeps/{id}?where=features%3Didentity&sort=-accuracy&on=train_loss&page=1&baseline=0 HTTP/1.1",
        "GET /sweeps/{id}/heatmap?x=features&y=bias HTTP/1.1", "GET /sweeps/{id}/effects?on=accuracy HTTP/1.1", "GET /sweeps/{id}/report HTTP/1.1",
        "GET /sweeps/{id}/cells/0?from=1 HTTP/1.1", "GET /sweeps/{id}/cells/0/with/1?on=sum HTTP/1.1",
        "GET /sweeps/{id}/cells/0/trials/1 HTTP/1.1", "POST /sweeps/{id}/cells/0/trials/1/curve HTTP/1.1",
    ];

    /// <summary>Goal: no request gets status 500. Method: bytes of valid requests are changed, inserted and removed.</summary>
    [Fact]
    public async Task Malformed_requests_never_cause_an_internal_error()
    {
        await using var served = await Served.StartAsync();
        var sweep = await served.SubmitAsync(2);
        await served.WaitAsync(sweep, "\"status\":\"completed\"");
        for (var i = 0u; i < Requests; i++)
        {
            var stream = StreamIndices.Replicate(1, i).Stream(Purpose.Order);
            var request = Mutate(Make(sweep.Id, sweep.Canonical, ref stream), ref stream);
            var status = await SendAsync(served.Address, request);

            Assert.False(status.StartsWith("HTTP/1.1 500", StringComparison.Ordinal), $"{status} for {Encoding.Latin1.GetString(request)}");
        }

        // The server still responds.
        Assert.Contains(sweep.Id, await served.Http.GetStringAsync("api/sweeps"), StringComparison.Ordinal);
    }

    private static byte[] Make(string id, string canonical, ref RandomStream stream)
    {
        var line = Seeds[(int)stream.Below((uint)Seeds.Length)].Replace("{id}", id, StringComparison.Ordinal);
        var body = line.StartsWith("POST /api/sweeps ", StringComparison.Ordinal) ? canonical
            : line.StartsWith("POST /api/plan ", StringComparison.Ordinal) ? Yaml
            : line.StartsWith("POST /api/results", StringComparison.Ordinal) ? Scores
            : "";
        return Encoding.Latin1.GetBytes($"{line}\r\nHost: localhost\r\nConnection: close\r\nX-Symmetry: 1\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static byte[] Mutate(byte[] request, ref RandomStream stream)
    {
        var bytes = request.ToList();
        for (var changes = 1 + (int)stream.Below(4); changes > 0; changes--)
        {
            var position = (int)stream.Below((uint)bytes.Count);
            switch (stream.Below(4))
            {
                case 0:
                    bytes[position] = (byte)stream.Below(256);
                    break;
                case 1:
                    bytes.Insert(position, (byte)stream.Below(256));
                    break;
                case 2:
                    bytes.RemoveAt(position);
                    break;
                default:
                    // Duplicate a piece.
                    bytes.InsertRange(position, bytes.Slice(position, Math.Min(bytes.Count - position, 1 + (int)stream.Below(20))));
                    break;
            }
        }

        return [.. bytes];
    }

    // The first line of the response; empty if the server just closes the connection.
    private static async Task<string> SendAsync(Uri address, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        try
        {
            var stream = client.GetStream();
            await stream.WriteAsync(request);

            // End the request here, so that the server does not wait for missing bytes.
            client.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return await reader.ReadLineAsync() ?? "";
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return "";
        }
    }
}
