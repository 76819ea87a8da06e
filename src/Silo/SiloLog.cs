using Microsoft.Extensions.Logging;
using Symmetry.Silo.Settings;

namespace Symmetry.Silo;

/// <summary>Logs that the silo starts, takes work, leaves and has left; never a secret.</summary>
internal sealed partial class SiloLog(SiloSettings settings, IHostApplicationLifetime life, TimeProvider time, ILogger<SiloLog> logger) : IHostedService
{
    private long leavingSince;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        Starting(logger, settings.ToString(), settings.Advertise, settings.SiloPort, settings.GatewayPort,
            settings.Slots, settings.Tls is null ? "off" : "mutual");
        life.ApplicationStarted.Register(() => Started(logger, time.GetElapsedTime(start).TotalSeconds));
        life.ApplicationStopping.Register(() =>
        {
            leavingSince = time.GetTimestamp();
            Leaving(logger);
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Gone(logger, time.GetElapsedTime(leavingSince).TotalSeconds);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Silo starts: {Mode}; {Address}, silos on {SiloPort}, clients on {GatewayPort}; {Slots} slots; TLS {Tls}")]
    private static partial void Starting(ILogger logger, string mode, System.Net.IPAddress address, int siloPort, int gatewayPort, int slots, string tls);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo takes work, after {Seconds:F1} s")]
    private static partial void Started(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo leaves: it takes no new work and hands back its leases")]
    private static partial void Leaving(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo is gone, after {Seconds:F1} s")]
    private static partial void Gone(ILogger logger, double seconds);
}
