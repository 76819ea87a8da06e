using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Symmetry.Grains;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>Sends what the grains measure to where the settings say; nothing is measured for nobody.</summary>
internal static class Telemetry
{
    private const string OrleansMeter = "Microsoft.Orleans";

    // Memory, collections and threads, as .NET itself measures them.
    private const string RuntimeMeter = "System.Runtime";

    /// <summary>Adds a Prometheus endpoint and an OTLP exporter, each if it was asked for.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        if (settings.MetricsPort == 0 && settings.Otlp is null)
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("symmetry-silo"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Instruments.Name, OrleansMeter, RuntimeMeter);
                if (settings.MetricsPort > 0)
                {
                    metrics.AddPrometheusHttpListener(prometheus => (prometheus.Host, prometheus.Port) = ("localhost", settings.MetricsPort));
                }

                if (settings.Otlp is { } endpoint)
                {
                    metrics.AddOtlpExporter(otlp => otlp.Endpoint = endpoint);
                }
            })
            .WithTracing(traces =>
            {
                traces.AddSource(Instruments.Name);
                if (settings.Otlp is { } endpoint)
                {
                    traces.AddOtlpExporter(otlp => otlp.Endpoint = endpoint);
                }
            });
    }
}
