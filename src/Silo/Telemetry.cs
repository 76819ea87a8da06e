using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Diagnostics;
using Symmetry.Grains.Diagnostics;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>Exports metrics and traces as the settings ask for.</summary>
internal static class Telemetry
{
    private const string OrleansMeter = "Microsoft.Orleans";

    // Memory, garbage collections and threads.
    private const string RuntimeMeter = "System.Runtime";

    /// <summary>Adds a Prometheus endpoint, an OTLP exporter, or both.</summary>
    /// <remarks>
    /// Orleans' spans of grain calls are exported only inside a sweep's trace. Other calls, such as polling the catalog, get no trace.
    /// </remarks>
    public static void AddTelemetry(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        if (settings is { MetricsPort: null, Otlp: null })
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("symmetry-silo"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Instruments.Name, OrleansMeter, RuntimeMeter);
                if (settings.MetricsPort is { } port)
                {
                    metrics.AddPrometheusHttpListener(prometheus => (prometheus.Host, prometheus.Port) = ("localhost", port));
                }

                if (settings.Otlp is { } endpoint)
                {
                    metrics.AddOtlpExporter(otlp => otlp.Endpoint = endpoint);
                }
            });
        if (settings.Otlp is { } collector)
        {
            builder.UseOrleans(silo => silo.AddActivityPropagation());
            telemetry.WithTracing(traces => traces
                .AddSource(Instruments.Name, ActivitySources.ApplicationGrainActivitySourceName, ActivitySources.RuntimeActivitySourceName)
                .SetSampler(new ParentBasedSampler(new AlwaysOffSampler()))
                .AddOtlpExporter(otlp => otlp.Endpoint = collector));
        }
    }
}
