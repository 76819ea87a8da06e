using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>Says in the log that the silo starts, takes work, leaves and is gone; never a secret.</summary>
internal sealed partial class SiloLog(SiloSettings settings, IHostApplicationLifetime life, TimeProvider time, ILogger<SiloLog> logger) : IHostedService
{
    private long leaving;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        Starting(logger, settings.ToString(), settings.Advertise, settings.SiloPort, settings.GatewayPort, settings.Slots, settings.Tls is null ? "off" : "mutual");
        life.ApplicationStarted.Register(() => Started(logger, time.GetElapsedTime(begun).TotalSeconds));
        life.ApplicationStopping.Register(() =>
        {
            leaving = time.GetTimestamp();
            Leaving(logger);
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Gone(logger, time.GetElapsedTime(leaving).TotalSeconds);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo starts: {Mode}; {Address}, silos on {SiloPort}, clients on {GatewayPort}; {Slots} slots; TLS {Tls}")]
    private static partial void Starting(ILogger logger, string mode, System.Net.IPAddress address, int siloPort, int gatewayPort, int slots, string tls);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo takes work, after {Seconds:F1} s")]
    private static partial void Started(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo leaves: no new work, leases go back")]
    private static partial void Leaving(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo is gone, after {Seconds:F1} s")]
    private static partial void Gone(ILogger logger, double seconds);
}
