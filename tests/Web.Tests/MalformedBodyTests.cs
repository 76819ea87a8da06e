using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Symmetry.Web.Tests;

public sealed class MalformedBodyTests
{
    /// <summary>Goal: no missing value causes an internal error. Method: each value of a canonical specification is null in one request.</summary>
    [Fact]
    public async Task Null_in_a_specification_is_a_mistake_of_the_client()
    {
        await using var served = await Served.StartAsync();
        foreach (var path in PathsOf(JsonNode.Parse(Specs.Tiny(1).Canonical)!, []))
        {
            var root = JsonNode.Parse(Specs.Tiny(1).Canonical)!;
            Put(root, path);
            using var response = await served.PostAsync("api/plan", root.ToJsonString());

            Assert.True((int)response.StatusCode < 500, $"{response.StatusCode} for {root.ToJsonString()}");
        }
    }

    [Fact]
    public async Task Repeated_key_is_a_mistake_of_the_client()
    {
        await using var served = await Served.StartAsync();
        using var response = await served.PostAsync(
            "api/sweeps", Specs.Tiny(1).Canonical.Replace("\"seed\":", "\"seed\":1,\"seed\":", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("The text is not a canonical specification: Duplicate property 'seed'",
            JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_with_a_bad_chunk_size_is_a_mistake_of_the_client()
    {
        await using var served = await Served.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(served.Address.Host, served.Address.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(
            "POST /api/sweeps HTTP/1.1\r\nHost: localhost\r\nX-Symmetry: 1\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\n{}\r\n0\r\n\r\n"u8.ToArray(),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);

        Assert.Equal("HTTP/1.1 400 Bad Request", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    private static IEnumerable<object[]> PathsOf(JsonNode node, object[] path) => node switch
    {
        JsonObject map => map.SelectMany(pair => Of(pair.Value, [.. path, pair.Key])),
        JsonArray list => list.SelectMany((value, i) => Of(value, [.. path, i])),
        _ => [],
    };

    private static IEnumerable<object[]> Of(JsonNode? value, object[] path) => value is null ? [path] : PathsOf(value, path).Prepend(path);

    private static void Put(JsonNode root, object[] path)
    {
        var parent = path[..^1].Aggregate(root, (node, step) => step is string key ? node[key]! : node[(int)step]!);
        if (path[^1] is string last)
        {
            parent[last] = null;
        }
        else
        {
            parent[(int)path[^1]] = null;
        }
    }
}
