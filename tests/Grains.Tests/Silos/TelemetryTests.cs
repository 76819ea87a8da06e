using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;
using Symmetry.Grains.Diagnostics;
using Symmetry.Grains.Tests.Support;
using Symmetry.Silo;
using Symmetry.Silo.Settings;

namespace Symmetry.Grains.Tests.Silos;

/// <summary>Metrics and spans of a silo reach an OTLP collector (gRPC) and Prometheus.</summary>
public sealed partial class TelemetryTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Spans_and_metrics_are_exported_and_Prometheus_can_read()
    {
        await using var collector = await Collector.StartAsync();
        var metrics = FreePort.Find();
        var settings = SettingsReader.Read(SettingSources.Open(
            setting => setting.Name switch
            {
                "data" => folder.Path,
                "slots" => "1",
                "silo-port" => $"{FreePort.Find()}",
                "gateway-port" => $"{FreePort.Find()}",
                "metrics-port" => $"{metrics}",
                "otlp" => collector.Address,
                _ => null,
            },
            _ => null,
            null));
        var sweep = new Sweep(new SweepSpec { Experiment = ExperimentRegister.Find("noop")!, Name = "traced", Replicates = ReplicateDesign.Independent(300) });
        using (var host = await SiloHost.BuildAsync(settings, CancellationToken.None))
        {
            await host.StartAsync();
            var grains = host.Services.GetRequiredService<IGrainFactory>();
            await grains.SubmitAsync(sweep);
            await grains.UntilEndedAsync(sweep.Id);

            using var http = new HttpClient();
            var text = await http.GetStringAsync($"http://localhost:{metrics}/metrics");

            // Other tests in this process may run trials as well.
            var trials = Regex.Match(text, "symmetry_trials_total\\{[^}]*outcome=\"Completed\"[^}]*\\} (?<count>[0-9]+)",
                RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
            Assert.True(trials.Success && long.Parse(trials.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) >= sweep.Trials, text);
            Assert.Contains("symmetry_commit_duration_seconds_bucket", text, StringComparison.Ordinal);
            Assert.Contains("symmetry_training_duration_seconds_count", text, StringComparison.Ordinal);
            Assert.Contains("symmetry_queue", text, StringComparison.Ordinal);
            await host.StopAsync();
        }

        // The exporter sends the rest when the host stops. The messages contain names as plain text.
        var spans = collector.Received("/opentelemetry.proto.collector.trace.v1.TraceService/Export");
        Assert.All((string[])["lease", "commit", "trial", "exchange", "ISweepGrain/ExchangeAsync", sweep.Id, "symmetry-silo"],
            name => Assert.Contains(name, spans, StringComparison.Ordinal));

        // Only this host sends Orleans' spans; other tests in this process may add spans of their sweeps.
        var calls = CallSpans().Matches(spans).Select(match => Convert.ToHexStringLower(Encoding.Latin1.GetBytes(match.Groups["trace"].Value)));
        Assert.Equal([Traces.ContextOf(sweep.Id).TraceId.ToHexString()], calls.Distinct());
        Assert.Contains("symmetry.trials", collector.Received("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_is_one_trace_from_submission_to_end()
    {
        var ended = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Instruments.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var cluster = await Cluster.StartAsync(2, (spec, _) => Small.ResultOf(spec));
        var sweep = Small.Of("one-trace", 200, "0.1");
        await cluster.Grains.SubmitAsync(sweep);
        await cluster.Grains.UntilEndedAsync(sweep.Id);

        await Waiting.UntilAsync(() => Task.FromResult(Mine().Any(span => span.OperationName == "sweep")));
        Assert.Superset(new HashSet<string> { "sweep", "lease", "commit", "trial" }, Mine().Select(span => span.OperationName).ToHashSet());
        Assert.All(Mine(), span => Assert.Equal((Traces.ContextOf(sweep.Id).TraceId, Traces.ContextOf(sweep.Id).SpanId), (span.TraceId, span.ParentSpanId)));
        var whole = Mine().Single(span => span.OperationName == "sweep");
        Assert.All(Mine().Where(span => span.OperationName != "sweep"), span => Assert.True(span.StartTimeUtc >= whole.StartTimeUtc));

        List<Activity> Mine() => [.. ended.Where(span => Equals(span.GetTagItem("sweep"), sweep.Id))];
    }

    [Fact]
    public async Task Orleans_dashboard_needs_the_token()
    {
        const string Token = "a token of enough letters";
        var web = FreePort.Find();
        var settings = SettingsReader.Read(SettingSources.Open(
            setting => setting.Name switch
            {
                "data" => folder.Path,
                "slots" => "1",
                "silo-port" => $"{FreePort.Find()}",
                "gateway-port" => $"{FreePort.Find()}",
                "web" => $"{web}",
                "web-token" => Token,
                "dashboard" => "true",
                _ => null,
            },
            _ => null,
            null));
        using var host = await SiloHost.BuildAsync(settings, CancellationToken.None);
        await host.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{web}") };
        foreach (var path in (string[])["/orleans", "/orleans/", "/orleans/index.min.js", "/orleans/DashboardCounters", "/orleans/Trace"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(path)).StatusCode);
        }

        http.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        Assert.Contains("<html", await http.GetStringAsync("/orleans/"), StringComparison.OrdinalIgnoreCase);
        await Waiting.UntilAsync(async () =>
            (await http.GetStringAsync("/orleans/DashboardCounters")).Contains("\"siloAddress", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync("/orleans/Trace")).StatusCode);
        await host.StopAsync();
    }

    // Fields of a span: 1 trace id, 2 span id, 4 parent, 16 flags, 5 name. Orleans names the spans of calls INTERFACE/METHOD.
    [GeneratedRegex(
        @"\x0A\x10(?<trace>.{16})\x12\x08.{8}(\x22\x08.{8})?(\x85\x01.{4})?\x2A.I\w+/\w+",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex CallSpans();

    /// <summary>Accepts every message.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication application;
        private readonly List<(string Path, string Text)> received = [];

        private Collector(WebApplication application) => this.application = application;

        public string Address => application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
            builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
            var collector = new Collector(builder.Build());
            collector.application.Run(collector.ReceiveAsync);
            await collector.application.StartAsync();
            return collector;
        }

        public string Received(string path)
        {
            lock (received)
            {
                return string.Concat(received.Where(message => message.Path == path).Select(message => message.Text));
            }
        }

        public async ValueTask DisposeAsync()
        {
            await application.StopAsync();
            await application.DisposeAsync();
        }

        // A gRPC message has one byte of flags and four bytes of length. The reply is an empty message, with the status in a trailer.
        private async Task ReceiveAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            lock (received)
            {
                received.Add((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            }

            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
        }

        private sealed class NoLifetime : IHostLifetime
        {
            public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        }
    }
}
