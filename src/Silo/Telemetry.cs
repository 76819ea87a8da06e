using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Diagnostics;
using Symmetry.Grains.Diagnostics;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>Sends what the grains measure to where the settings say; nothing is measured for nobody.</summary>
internal static class Telemetry
{
    private const string OrleansMeter = "Microsoft.Orleans";

    // Memory, collections and threads, as .NET itself measures them.
    private const string RuntimeMeter = "System.Runtime";

    /// <summary>Adds a Prometheus endpoint and an OTLP exporter, each if the settings ask for it.</summary>
    /// <remarks>
    /// Spans have the sweep's context as their parent. Orleans' spans of grain calls are sent only inside a trace: those that
    /// serve a sweep lie in the sweep's trace, and all other calls, such as polling the catalog, leave no traces of their own.
    /// </remarks>
    public static void AddTelemetry(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        if (settings.MetricsPort == 0 && settings.Otlp is null)
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry()
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
